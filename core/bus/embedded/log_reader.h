// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/payload_codec.h"
#include "core/bus/embedded/log_state.h"
#include "core/sqlite/connection.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace locus::sqlite {
class Query;
}

namespace locus::bus::embedded {

// What one poll may still take.
struct ReadBudget
{
    std::size_t records = 0;
    std::size_t bytes = 0;
    [[nodiscard]] bool spent() const { return records == 0 || bytes == 0; }
};

// A read-only connection to the log. Thread contract: one thread at a time.
class LogReader
{
public:
    static Result<std::unique_ptr<LogReader>> open(
        const std::filesystem::path& file, const std::string& vfs, const PayloadCodec& codec);

    // Appends the partition's committed records from offset `next` on to `out`, while the budget
    // lasts (a record may overdraw its bytes), and moves `next` behind the last. A record whose
    // person was forgotten comes without key, value and headers. Errors: fatal
    // "bus.damaged", retriable "bus.io_failed".
    Status read(const PartitionEntry& partition, std::int64_t& next, ReadBudget& budget,
        std::vector<Record>& out);
    // As EventBus::offsetAt().
    Result<std::int64_t> offsetAt(const PartitionEntry& partition, std::int64_t timestampMs);

private:
    LogReader(sqlite::Connection database, const PayloadCodec& codec)
        : m_codec(codec)
        , m_database(std::move(database))
    { }

    Result<std::int64_t> segmentHolding(const PartitionEntry& partition, std::int64_t offset);
    Status readSegment(const sqlite::Query& segment, const PartitionEntry& partition,
        std::int64_t& next, ReadBudget& budget, std::vector<Record>& out) const;
    Status open(BytesView sealed, Record& into) const;
    Result<std::int64_t> firstNotBefore(
        const PartitionEntry& partition, std::int64_t offset, std::int64_t timestampMs);

    const PayloadCodec& m_codec;
    sqlite::Connection m_database;
};

} // namespace locus::bus::embedded
