// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/input_queue.h"
#include "core/pipeline/kill_point.h"
#include "core/pipeline/role.h"
#include "core/pipeline/topic_names.h"

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace locus {
class Clock;
class PayloadCodec;
class RandomSource;
} // namespace locus

namespace locus::metrics {
class Registry;
}

namespace locus::store {
class Store;
}

namespace locus::pipeline {

class Bodies;
struct AuditOutlet;
class ClockWatch;
class EventOutbox;
class InFlight;
class OutboxQuota;

// Where records come from, as the loop steers it. Thread contract: any thread; returns at once.
class RecordSource
{
public:
    RecordSource() = default;
    RecordSource(const RecordSource&) = delete;
    RecordSource& operator=(const RecordSource&) = delete;
    virtual ~RecordSource() = default;

    virtual void pause(const bus::TopicPartition& at) = 0;
    virtual void resume(const bus::TopicPartition& at) = 0;
    // For lag tools only.
    virtual void report(std::vector<bus::Position> positions) = 0;
};

// How far an outbox relay has got: everything up to here is acknowledged. Any thread.
struct OutboxCursor
{
    std::string source;
    std::function<std::int64_t()> acknowledged;
    std::function<void()> grew; // a commit added to the outbox
};

// Everything the loop works with. All of it outlives the loop.
struct LoopContext
{
    store::Store& store;
    const Clock& clock;
    RandomSource& random;
    metrics::Registry& metrics;
    std::vector<Role*> roles;
    TopicNames topics {};
    JobPort* jobs = nullptr;
    RecordSource* records = nullptr;
    Bodies* bodies = nullptr; // without it a record by reference is taken as it stands
    std::vector<OutboxCursor> outboxes {};
    EventOutbox* eventOutbox = nullptr; // is handed what was committed
    OutboxQuota* quota = nullptr;
    const PayloadCodec* codec = nullptr; // the store's; seals what it holds in the clear
    const AuditOutlet* audit = nullptr; // without it the audit trail is chained, but not signed
    ChangeListener changed {};
    std::vector<std::string> topicsRead {}; // physical names
    std::set<std::string> deadLetterTopics {}; // of other programs; physical names
    std::function<void()> redrivesChanged {}; // a commit began, resumed or ended one
    KillPoint killPoint {};
    ClockWatch* clockWatch = nullptr;
    InFlight* inFlight = nullptr; // what the watchdog sees
    // Records that were being handled twice when the process had to be ended: parked unseen.
    std::set<std::pair<bus::TopicPartition, std::int64_t>> suspects {};
    bool oneByOne = false; // no batches: something hung, and it must be seen which record
    BatchBounds bounds {};
    // More than so many of what a rule counts need a second person (approval_keeper.h).
    std::int64_t aloneUpTo = INT64_MAX;
    int maxAttempts = 10; // of a record whose handling fails retriably, before it is parked
    Backoff partitionBackoff { std::chrono::milliseconds(100), std::chrono::seconds(30) };
    // Of a record about an entity not yet known: tried for five to ten minutes, then parked.
    int awaitAttempts = 16;
    Backoff awaitBackoff { std::chrono::seconds(1), std::chrono::minutes(1) };
    Backoff storeBackoff { std::chrono::milliseconds(100), std::chrono::seconds(5) };
};

} // namespace locus::pipeline
