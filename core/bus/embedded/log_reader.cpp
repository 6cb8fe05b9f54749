// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/embedded/log_reader.h"

#include "core/bus/embedded/record_codec.h"
#include "core/bus/embedded/segment.h"
#include "core/bus/record_size.h"

#include <algorithm>

namespace locus::bus::embedded {

namespace {

Error damaged(const PartitionEntry& partition, std::int64_t offset, const std::string& what)
{
    return fatal("bus.damaged",
        "the segment of " + partition.topic->name + "/" + std::to_string(partition.number)
            + " at offset " + std::to_string(offset) + " " + what
            + "; restore the event log from a backup")
        .with("topic", partition.topic->name)
        .with("partition", std::to_string(partition.number))
        .with("offset", std::to_string(offset));
}

} // namespace

Result<std::unique_ptr<LogReader>> LogReader::open(
    const std::filesystem::path& file, const std::string& vfs, const PayloadCodec& codec)
{
    std::unique_ptr<LogReader> reader(new LogReader(codec));
    LOCUS_TRY_VALUE(database, Database::open(file, Database::Mode::Reader, vfs));
    reader->m_database = std::move(database);
    LOCUS_TRY(reader->m_database.run("PRAGMA mmap_size=0; PRAGMA cache_size=-4096;"));
    const std::initializer_list<std::pair<Statement*, const char*>> all {
        { &reader->m_holding,
            "SELECT id FROM segment WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC LIMIT 1" },
        { &reader->m_from,
            "SELECT id, count, checksum, body FROM segment WHERE id BETWEEN ?1 AND ?2 "
            "ORDER BY id" },
        { &reader->m_edge,
            "SELECT id, count, max_timestamp_ms FROM segment WHERE id BETWEEN ?1 AND ?2 "
            "ORDER BY id LIMIT 1" },
    };
    for (const auto& [statement, sql] : all) {
        LOCUS_TRY_VALUE(prepared, reader->m_database.prepare(sql));
        *statement = std::move(prepared);
    }
    return reader;
}

// The id of the segment that has the offset; where none has, an id from which to go on.
Result<std::int64_t> LogReader::segmentHolding(const PartitionEntry& partition, std::int64_t offset)
{
    const ResetAtEnd reset(m_holding);
    const std::int64_t wanted = segmentId(partition.id, offset);
    m_holding.bind(1, segmentId(partition.id, 0)).bind(2, wanted);
    LOCUS_TRY_VALUE(row, m_holding.step());
    return row ? m_holding.integer(0) : wanted;
}

Status LogReader::read(const PartitionEntry& partition, std::int64_t& next, ReadBudget& budget,
    std::vector<Record>& out)
{
    LOCUS_TRY_VALUE(start, segmentHolding(partition, next));
    const ResetAtEnd reset(m_from);
    m_from.bind(1, start).bind(2, segmentId(partition.id, maxOffset));
    // Records past the published end wait for their announcement: their deliveries come first.
    const std::int64_t end = partition.end.load(std::memory_order_acquire);
    while (!budget.spent() && next < end) {
        LOCUS_TRY_VALUE(row, m_from.step());
        if (!row) {
            return {};
        }
        LOCUS_TRY(readSegment(partition, next, budget, out));
    }
    return {};
}

Status LogReader::readSegment(const PartitionEntry& partition, std::int64_t& next,
    ReadBudget& budget, std::vector<Record>& out)
{
    BytesView body = m_from.bytes(3);
    std::int64_t offset = firstOffset(m_from.integer(0));
    const std::int64_t behind = offset + m_from.integer(1);
    if (segmentChecksum(m_from.integer(0), m_from.integer(1), body) != m_from.integer(2)) {
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
        const ResetAtEnd reset(m_edge);
        m_edge.bind(1, segment).bind(2, segmentId(partition.id, maxOffset));
        LOCUS_TRY_VALUE(row, m_edge.step());
        if (!row) {
            return end;
        }
        if (m_edge.integer(2) >= timestampMs) {
            high = std::min(middle, firstOffset(m_edge.integer(0)));
        } else {
            low = firstOffset(m_edge.integer(0)) + m_edge.integer(1);
        }
    }
    return low == end ? Result<std::int64_t>(end) : firstNotBefore(partition, low, timestampMs);
}

Result<std::int64_t> LogReader::firstNotBefore(
    const PartitionEntry& partition, std::int64_t offset, std::int64_t timestampMs)
{
    const ResetAtEnd reset(m_from);
    m_from.bind(1, segmentId(partition.id, offset)).bind(2, segmentId(partition.id, maxOffset));
    LOCUS_TRY_VALUE(row, m_from.step());
    if (!row) {
        return offset;
    }
    BytesView body = m_from.bytes(3);
    const std::int64_t behind = offset + m_from.integer(1);
    for (; offset < behind; ++offset) {
        LOCUS_TRY_VALUE(entry, takeFromSegment(body));
        if (entry.timestampMs >= timestampMs) {
            break;
        }
    }
    return offset;
}

} // namespace locus::bus::embedded
