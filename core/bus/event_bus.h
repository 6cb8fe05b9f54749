// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/bus/record.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace locus::metrics {
class Registry;
}

namespace locus::bus {

struct TopicSpec
{
    std::string name;
    std::int32_t partitions = 1;
    std::chrono::hours retention { 24 * 7 };
    std::size_t maxRecordBytes = 1024UL * 1024;
};

struct TopicState
{
    std::string name;
    std::vector<std::int32_t> partitions;
    int replication = 1;
};

struct Watermarks
{
    std::int64_t first = 0; // lowest offset still kept
    std::int64_t end = 0; // offset of the next record
};

// The fate of one sent record. Deliveries of one partition come in the order of their send() calls;
// only after a fatal one may failures come in any order.
struct Delivery
{
    std::uint64_t token = 0;
    TopicPartition at;
    std::int64_t offset = -1;
    // Retriable: not written, or possibly written as its fact "written" says ("no", "possibly"; no
    // such fact: not written); fatal: possibly written, and the producer must be made anew.
    Status status;
};

// Appends records. Thread contract: one thread at a time.
class BusProducer
{
public:
    BusProducer() = default;
    BusProducer(const BusProducer&) = delete;
    BusProducer& operator=(const BusProducer&) = delete;
    virtual ~BusProducer() = default;

    // Hands a record over; `token` comes back in its Delivery. Errors: retriable "bus.queue_full"
    // (collect deliveries first), refused "bus.too_large", not_found "bus.no_topic".
    virtual Status send(OutRecord record, std::uint64_t token) = 0;
    // Deliveries known by now; waits up to `timeout` for the first. A record is durable once its
    // Delivery is ok.
    virtual std::vector<Delivery> deliveries(std::chrono::milliseconds timeout) = 0;
    [[nodiscard]] virtual std::size_t inFlight() const = 0;
    // The sender waits no longer: deliveries of all that is in flight come soon, failures among
    // them saying whether the record may have been written. Then the producer must be made anew.
    // Adapters whose deliveries wait for nobody else do nothing.
    virtual void abandon() { }
};

// Reads assigned partitions. Thread contract: one thread at a time, but for wake().
class BusConsumer
{
public:
    BusConsumer() = default;
    BusConsumer(const BusConsumer&) = delete;
    BusConsumer& operator=(const BusConsumer&) = delete;
    virtual ~BusConsumer() = default;

    // Replaces the assignment: exactly these positions, no group, no reset. Errors: fatal
    // "bus.offset_out_of_range" naming the partition and what it holds, not_found "bus.no_topic".
    virtual Status assign(std::span<const Position> positions) = 0;
    // Records in offset order per partition; waits up to `timeout` for the first. Errors as
    // assign(), and retriable "bus.unreachable".
    virtual Result<std::vector<Record>> poll(
        std::size_t maxRecords, std::size_t maxBytes, std::chrono::milliseconds timeout) = 0;
    // A paused partition delivers nothing; resume() may name only what pause() named.
    virtual Status pause(std::span<const TopicPartition> partitions) = 0;
    virtual Status resume(std::span<const TopicPartition> partitions) = 0;
    // Tells lag tools under `group`; never read back by Locus. Returns at once.
    virtual void reportPositions(std::span<const Position> positions) = 0;
    // Ends a waiting poll() early. Any thread.
    virtual void wake() = 0;
};

struct ConsumerOptions
{
    std::string group; // name under which lag tools see the positions; empty: nowhere
    std::size_t prefetchBytes = 0; // read ahead of poll(); 0: the adapter's default
};

// The event bus: Apache Kafka or the embedded log. Both pass tests/core/bus/bus_contract.h.
// Thread contract: every member may be called from any thread. Producers and consumers must be gone
// before their bus.
class EventBus
{
public:
    EventBus() = default;
    EventBus(const EventBus&) = delete;
    EventBus& operator=(const EventBus&) = delete;
    virtual ~EventBus() = default;

    // Identity of the cluster (Kafka) or of the log file (embedded): stored offsets hold for this
    // one alone.
    virtual Result<std::string> clusterId() = 0;
    virtual Result<std::vector<TopicState>> topics() = 0;
    // Creates what is missing and leaves what exists. Errors: refused "bus.topics_missing" naming
    // each topic, its partitions, retention and the right that is needed.
    virtual Status ensureTopics(std::span<const TopicSpec> specs) = 0;
    virtual Result<Watermarks> watermarks(const TopicPartition& at) = 0;
    // First offset whose timestamp is not before `timestampMs`; the end where there is none.
    virtual Result<std::int64_t> offsetAt(const TopicPartition& at, std::int64_t timestampMs) = 0;

    // The largest record of a topic as ensureTopics() was told; 0: not known, the bus decides.
    [[nodiscard]] virtual std::size_t largestRecord(const std::string& /*topic*/) { return 0; }

    // What keeps records from being written or read at this moment, for people to see; nothing when
    // all is well. Never blocks.
    [[nodiscard]] virtual std::optional<Error> trouble() { return std::nullopt; }

    // Counts there what only the adapter sees. Before the first consumer; `registry` outlives it.
    virtual void countInto(metrics::Registry& /*registry*/) { }

    // The program ends: calls that wait for the other side, also those under way and those of
    // producers and consumers, return within this time; later ones do not wait, and fail as if
    // nobody answered. deliveries() and a poll() of up to half a second wait as they are told.
    // Adapters that wait for nobody else do nothing.
    virtual void stopWaiting(std::chrono::milliseconds /*within*/) { }

    virtual Result<std::unique_ptr<BusProducer>> makeProducer() = 0;
    virtual Result<std::unique_ptr<BusConsumer>> makeConsumer(const ConsumerOptions& options) = 0;
};

} // namespace locus::bus
