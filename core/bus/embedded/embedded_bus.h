// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/payload_codec.h"
#include "core/bus/event_bus.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace locus {
class Clock;
class RandomSource;
} // namespace locus

namespace locus::bus {

struct EmbeddedOptions
{
    std::filesystem::path file; // its folder exists
    std::chrono::milliseconds retentionEvery { std::chrono::minutes(1) };
    std::string vfs {}; // name of a registered sqlite3_vfs, for fault tests
};

// The event bus of a single seat: an append-only log in one SQLite file, owned by one process. It
// survives kill -9 and power loss; a record is on the disk before its delivery is handed out. When
// the disk is full, deliveries fail with retriable "bus.disk_full" and appends work again as soon
// as there is room. Retention counts from when a record was appended.
class EmbeddedBus final : public EventBus
{
public:
    // Opens or creates the log. `clock`, `random` and `codec` outlive the bus. Errors: conflict
    // "lock.held" (another process has it), fatal "bus.wrong_file", "bus.newer_file",
    // "bus.wal_lost", "bus.file_lost", "bus.damaged" (the file is kept aside), retriable
    // "bus.disk_full", "bus.busy", "bus.io_failed".
    static Result<std::unique_ptr<EmbeddedBus>> open(const EmbeddedOptions& options,
        const Clock& clock, RandomSource& random, const PayloadCodec& codec);
    ~EmbeddedBus() override;

    Result<std::string> clusterId() override;
    Result<std::vector<TopicState>> topics() override;
    Status ensureTopics(std::span<const TopicSpec> specs) override;
    Result<Watermarks> watermarks(const TopicPartition& at) override;
    Result<std::int64_t> offsetAt(const TopicPartition& at, std::int64_t timestampMs) override;
    [[nodiscard]] std::size_t largestRecord(const std::string& topic) override;
    Result<std::unique_ptr<BusProducer>> makeProducer() override;
    Result<std::unique_ptr<BusConsumer>> makeConsumer(const ConsumerOptions& options) override;

    // Removes what is past its topic's retention now; happens by itself every `retentionEvery`.
    Status enforceRetention();
    // What consumers reported, by group: the lag view of a single seat. Empty after a start.
    [[nodiscard]] std::map<std::string, std::vector<Position>> reportedPositions() const;

private:
    struct Parts;
    explicit EmbeddedBus(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

} // namespace locus::bus
