// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/backoff.h"
#include "core/base/circuit_breaker.h"
#include "core/base/result.h"
#include "core/bus/record.h"
#include "core/events/envelope.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace locus::bus {

// How a Publisher works; every mode of publishing follows the same options.
struct PublishOptions
{
    std::string name = "publisher"; // label `source` of its metrics
    // Until then a record is acknowledged, or its outcome says what is known of it.
    Duration deadline = std::chrono::seconds(30);
    Backoff retry { std::chrono::milliseconds(100), std::chrono::seconds(10) };
    // One breaker a topic: a topic that is refused, full or without a leader must not stop the
    // others; when the whole cluster is away each topic's opens by itself.
    CircuitPolicy circuit { 5, { std::chrono::seconds(1), std::chrono::seconds(30) } };

    // Accepted and not yet answered; beyond either, records are refused ("publish.overloaded").
    std::size_t queueRecords = 100'000;
    std::size_t queueBytes = 256UL * 1024 * 1024;
    std::size_t inFlight = 20'000; // of these handed to the bus and not acknowledged

    // Records wait until so many are together or the first has waited so long. Synchronous and
    // whole batches do not wait.
    std::size_t batchRecords = 1;
    Duration linger {};

    std::size_t maxRecordBytes = 1024UL * 1024; // of a topic whose limit the bus does not know
    std::size_t maxBodyBytes = 64UL * 1024 * 1024; // by claim check; 0: larger records are refused
    bool keyRequired = false; // of octets; an event always needs its partition key
    // Judges an event's payload (events::checkPayload, analyses::checkPayload); what it says is the
    // outcome. Empty: the payload must only be a JSON object. Any thread.
    std::function<Status(const events::Envelope&)> dataCheck {};
};

// Where an acknowledged record stands.
struct Published
{
    TopicPartition at;
    std::int64_t offset = -1;
    bool byReference = false; // its body stands in the companion topic (claim_check.h)
};

// Errors. Nothing left: invalid "publish.topic", "publish.event", "publish.key", refused
// "publish.too_large", retriable "publish.overloaded", "publish.circuit_open", refused
// "publish.closed" and "publish.would_wait" (a waiting call inside a callback). Retriable
// "publish.not_written": not in the topic for certain. Retriable "publish.possibly_written": it may
// be; publishing it again can double it, and its id lets readers notice. And what the bus refuses:
// not_found "bus.no_topic", refused "bus.*".
using PublishOutcome = Result<Published>;
using PublishDone = std::function<void(const PublishOutcome&)>;

// One outcome a record, in the batch's order.
struct BatchResult
{
    std::vector<PublishOutcome> outcomes;

    [[nodiscard]] std::size_t failures() const;
    // Ok when all are; else names how many failed and the first of them by number (from 1): the
    // error of that one with "failed" and "of" beside it.
    [[nodiscard]] Status status() const;
};

struct RequestOptions
{
    std::string replyTopic; // exists; replies carry the request's locus-correlation-id
    Duration deadline = std::chrono::seconds(30); // for both ways together
};

// Header names of request and reply.
inline constexpr const char* correlationHeader = "locus-correlation-id";
inline constexpr const char* replyTopicHeader = "locus-reply-topic";

} // namespace locus::bus
