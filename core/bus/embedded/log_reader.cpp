// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/embedded/log_reader.h"

#include "core/bus/embedded/log_file.h"
#include "core/bus/embedded/record_codec.h"
#include "core/bus/embedded/segment.h"
#include "core/bus/record_size.h"
#include "core/sqlite/query.h"

#include <algorithm>

namespace locus::bus::embedded {

using sqlite::Query;

namespace {

constexpr int cacheKiB = 4 * 1024;
constexpr const char* holdingSql =
    "SELECT id FROM segment WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1";
constexpr const char* fromSql =
    "SELECT id, count, checksum, body FROM segment WHERE id BETWEEN ? AND ? ORDER BY id";
constexpr const char* edgeSql = "SELECT id, count, max_timestamp_ms FROM segment "
                                "WHERE id BETWEEN ? AND ? ORDER BY id LIMIT 1";

Error damaged(const PartitionEntry& partition, std::int64_t offset, const std::string& what)
{
    return fatal("bus.damaged",
        "the segment of " + partition.topic->name + "/" + std::to_string(partition.number)
            + " at offset " + std::to_string(offset) + " " + what)
        .with("topic", partition.topic->name)
        .with("partition", std::to_string(partition.number))
        .with("offset", std::to_string(offset));
}

} // namespace

Result<std::unique_ptr<LogReader>> LogReader::open(
    const std::filesystem::path& file, const std::string& vfs, const PayloadCodec& codec)
{
    LOCUS_TRY_VALUE(database,
        sqlite::Connection::open({ file, sqlite::Access::Reader, logSubject, cacheKiB, vfs }));
    return std::unique_ptr<LogReader>(new LogReader(std::move(database), codec));
}

// The id of the segment that has the offset; where none has, an id from which to go on.
Result<std::int64_t> LogReader::segmentHolding(const PartitionEntry& partition, std::int64_t offset)
{
    const std::int64_t wanted = segmentId(partition.id, offset);
    Query holding(m_database, holdingSql);
    LOCUS_TRY_VALUE(row, holding.number(segmentId(partition.id, 0)).number(wanted).step());
    return row ? holding.integerAt(0) : wanted;
}

Status LogReader::read(const PartitionEntry& partition, std::int64_t& next, ReadBudget& budget,
    std::vector<Record>& out)
{
    LOCUS_TRY_VALUE(start, segmentHolding(partition, next));
    Query segments(m_database, fromSql);
    segments.number(start).number(segmentId(partition.id, maxOffset));
    // Records past the published end wait for their announcement: their deliveries come first.
    const std::int64_t end = partition.end.load(std::memory_order_acquire);
    while (!budget.spent() && next < end) {
        LOCUS_TRY_VALUE(row, segments.step());
        if (!row) {
            return {};
        }
        LOCUS_TRY(readSegment(segments, partition, next, budget, out));
    }
    return {};
}

Status LogReader::readSegment(const Query& segment, const PartitionEntry& partition,
    std::int64_t& next, ReadBudget& budget, std::vector<Record>& out) const
{
    BytesView body = segment.bytesAt(3);
    std::int64_t offset = firstOffset(segment.integerAt(0));
    const std::int64_t behind = offset + segment.integerAt(1);
    if (segmentChecksum(segment.integerAt(0), segment.integerAt(1), body) != segment.integerAt(2)) {
        return damaged(partition, offset, "does not match its checksum");
    }
    for (; offset < behind && !budget.spent(); ++offset) {
        LOCUS_TRY_VALUE(entry, takeFromSegment(body));
        if (offset < next) {
            continue;
        }
        Record record;
        record.at = { partition.topic->name, partition.number };
        record.offset = offset;
        record.timestampMs = entry.timestampMs;
        LOCUS_TRY(open(entry.sealed, record));
        next = offset + 1;
        --budget.records;
        budget.bytes -= std::min(budget.bytes, recordBytes(record));
        out.push_back(std::move(record));
    }
    return {};
}

Status LogReader::open(BytesView sealed, Record& into) const
{
    auto body = m_codec.open(sealed);
    if (body.ok()) {
        return decodeRecord(*body, into);
    }
    if (body.error().kind == ErrorKind::NotFound) {
        return {}; // forgotten: the record keeps its place and has no content any more
    }
    return fatal("bus.damaged", "a stored record cannot be opened: " + body.error().message);
}

Result<std::int64_t> LogReader::offsetAt(const PartitionEntry& partition, std::int64_t timestampMs)
{
    // Each segment knows the latest timestamp so far, which never falls: a binary search finds the
    // first segment that reaches the wanted one, and so the first record that does.
    std::int64_t low = partition.first;
    std::int64_t high = partition.end;
    const std::int64_t end = high;
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        LOCUS_TRY_VALUE(segment, segmentHolding(partition, middle));
        Query edge(m_database, edgeSql);
        edge.number(segment).number(segmentId(partition.id, maxOffset));
        LOCUS_TRY_VALUE(row, edge.step());
        if (!row) {
            return end;
        }
        if (edge.integerAt(2) >= timestampMs) {
            high = std::min(middle, firstOffset(edge.integerAt(0)));
        } else {
            low = firstOffset(edge.integerAt(0)) + edge.integerAt(1);
        }
    }
    return low == end ? Result<std::int64_t>(end) : firstNotBefore(partition, low, timestampMs);
}

Result<std::int64_t> LogReader::firstNotBefore(
    const PartitionEntry& partition, std::int64_t offset, std::int64_t timestampMs)
{
    Query segment(m_database, fromSql);
    segment.number(segmentId(partition.id, offset)).number(segmentId(partition.id, maxOffset));
    LOCUS_TRY_VALUE(row, segment.step());
    if (!row) {
        return offset;
    }
    BytesView body = segment.bytesAt(3);
    const std::int64_t behind = offset + segment.integerAt(1);
    for (; offset < behind; ++offset) {
        LOCUS_TRY_VALUE(entry, takeFromSegment(body));
        if (entry.timestampMs >= timestampMs) {
            break;
        }
    }
    return offset;
}

} // namespace locus::bus::embedded
