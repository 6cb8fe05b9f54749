// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/message.h"
#include "core/bus/publish_options.h"

#include <future>
#include <memory>
#include <vector>

namespace locus {
class Clock;
class RandomSource;
} // namespace locus

namespace locus::metrics {
class Registry;
}

namespace locus::bus {

class EventBus;

struct PublisherParts
{
    EventBus& bus;
    const Clock& clock;
    RandomSource& random;
    metrics::Registry& metrics;
};

// Publishes for programs that keep no state: what is not acknowledged when the process ends is
// lost. (A core publishes from its store: pipeline's outbox relay.) Everything is checked before
// anything leaves; records of one topic and key arrive in the order in which they were handed over,
// also through retries and with a producer made anew, then some of them twice with the same id.
// Metrics by `source`: event_published_total, event_publish_failures_total (attempts that are made
// again), event_publish_errors_total by code (records given up), event_publish_time_ms,
// publish_queue_records, event_replies_dropped_total; and circuit_breaker_state by target.
// Thread contract: every member from any thread. One internal thread owns the BusProducer and runs
// the callbacks: they must neither wait nor throw; from them the asynchronous members may be
// called. The bus and the other parts outlive this.
class Publisher
{
public:
    explicit Publisher(PublisherParts parts, PublishOptions options = {});
    ~Publisher(); // close() with five seconds
    Publisher(const Publisher&) = delete;
    Publisher& operator=(const Publisher&) = delete;

    // Waits for room in the queue and for the acknowledgement, at most until the deadline.
    PublishOutcome publish(Message message);
    // `done` is called exactly once: at once on this thread when the message is refused.
    void publish(Message message, const PublishDone& done);
    std::future<PublishOutcome> publishLater(Message message);
    // Nobody waits and nobody is told; failures are counted all the same.
    void post(Message message);
    // Waits for every record, and for room in the queue, at most until the deadline.
    BatchResult publishBatch(std::vector<Message> messages);
    // Publishes with a correlation id and waits for the reply that carries it. Replies that come
    // too late or belong to nobody here are dropped and counted. Errors: as publish(), retriable
    // "publish.no_reply".
    Result<Record> request(Message message, const RequestOptions& options);

    // Waits until everything handed over so far has its outcome. False: not in time.
    [[nodiscard]] bool flush(Duration patience);
    // Takes nothing more and waits for what is under way; what is left after `patience` gets its
    // outcome then. Not from a callback.
    void close(Duration patience);

    [[nodiscard]] std::size_t pending() const; // accepted and not yet answered
    [[nodiscard]] std::vector<CircuitBreaker::Snapshot> circuits() const; // target: "topic:<name>"

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace locus::bus
