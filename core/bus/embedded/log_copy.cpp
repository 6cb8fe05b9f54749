// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/embedded/log_copy.h"

#include "core/bus/embedded/log_file.h"
#include "core/bus/embedded/segment.h"
#include "core/sqlite/query.h"
#include "core/sqlite/sliced_check.h"

namespace locus::bus::embedded {

namespace {

Result<sqlite::Connection> openReader(const std::filesystem::path& file)
{
    LOCUS_TRY_VALUE(
        database, sqlite::Connection::open({ file, sqlite::Access::Reader, logSubject }));
    LOCUS_TRY_VALUE(owner, database.integer("PRAGMA application_id"));
    if (owner != logApplicationId) {
        return fatal("bus.wrong_file", file.string() + " is not an event log of Locus");
    }
    LOCUS_TRY_VALUE(version, database.integer("PRAGMA user_version"));
    if (version > logSchemaVersion) {
        return fatal("bus.newer_file",
            file.string() + " has format " + std::to_string(version) + "; this program reads up to "
                + std::to_string(logSchemaVersion) + "; update Locus");
    }
    return database;
}

Status writeCopy(const std::filesystem::path& from, const std::filesystem::path& to)
{
    LOCUS_TRY_VALUE(source, openReader(from));
    const std::string name = to.string();
    return sqlite::Query(source, "VACUUM INTO ?").text(name).run();
}

Result<std::int64_t> endOf(sqlite::Connection& database, std::int64_t partition, std::int64_t first)
{
    sqlite::Query last(database,
        "SELECT id, count FROM segment WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1");
    last.number(segmentId(partition, 0)).number(segmentId(partition, maxOffset));
    LOCUS_TRY_VALUE(any, last.step());
    return any ? firstOffset(last.integerAt(0)) + last.integerAt(1) : first;
}

Result<LogEnds> endsOf(sqlite::Connection& database)
{
    LogEnds ends;
    sqlite::Query rows(database,
        "SELECT topic.name, partition.number, partition.id, partition.first FROM partition "
        "JOIN topic ON topic.id=partition.topic");
    for (;;) {
        LOCUS_TRY_VALUE(more, rows.step());
        if (!more) {
            return ends;
        }
        LOCUS_TRY_VALUE(end, endOf(database, rows.integerAt(2), rows.integerAt(3)));
        ends[{ rows.textAt(0), static_cast<std::int32_t>(rows.integerAt(1)) }] = end;
    }
}

// The checksums of some segments behind the id; the last one's id, or `after` if there are no more.
Result<std::int64_t> checkSegments(sqlite::Connection& database, std::int64_t after)
{
    sqlite::Query segments(
        database, "SELECT id, count, checksum, body FROM segment WHERE id>? ORDER BY id LIMIT 100");
    segments.number(after);
    for (std::int64_t last = after;;) {
        LOCUS_TRY_VALUE(more, segments.step());
        if (!more) {
            return last;
        }
        last = segments.integerAt(0);
        if (segmentChecksum(last, segments.integerAt(1), segments.bytesAt(3))
            != segments.integerAt(2)) {
            return fatal("bus.damaged",
                "segment " + std::to_string(last)
                    + " of the event log does not match its checksum");
        }
    }
}

} // namespace

Result<LogEnds> copyLog(const std::filesystem::path& from, const std::filesystem::path& to)
{
    LOCUS_TRY(writeCopy(from, to));
    LOCUS_TRY_VALUE(made, sqlite::Connection::open({ to, sqlite::Access::Writer, logSubject }));
    // VACUUM INTO does not wait for the disk; this commit syncs the whole file.
    LOCUS_TRY(made.run("PRAGMA synchronous=FULL; UPDATE log SET is_open=0"));
    return endsOf(made);
}

Status checkLogIntegrity(const std::filesystem::path& file)
{
    LOCUS_TRY_VALUE(database, openReader(file));
    sqlite::Query check(database, "PRAGMA integrity_check(1)");
    LOCUS_TRY_VALUE(row, check.step());
    if (row && check.bytesAt(0) != "ok") {
        return fatal("bus.damaged", "the event log's check found: " + check.textAt(0));
    }
    for (std::int64_t after = -1;;) {
        LOCUS_TRY_VALUE(last, checkSegments(database, after));
        if (last == after) {
            return {};
        }
        after = last;
    }
}

Result<std::unique_ptr<sqlite::SlicedCheck>> checkLogInSlices(const std::filesystem::path& file)
{
    LOCUS_TRY_VALUE(opened, openReader(file));
    auto database = std::make_shared<sqlite::Connection>(std::move(opened));
    return std::make_unique<sqlite::SlicedCheck>(database, logSubject,
        [database](std::int64_t after) { return checkSegments(*database, after); });
}

} // namespace locus::bus::embedded
