// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/embedded/log_file.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/uuid.h"
#include "core/sqlite/owned_file.h"
#include "core/sqlite/query.h"

namespace locus::bus::embedded {

using sqlite::Query;

namespace {

constexpr int dropSlice = 256;

constexpr int cacheKiB = 16 * 1024;
constexpr int pageBytes = 8192;
constexpr int checkpointPages = 2000;

constexpr const char* schema = "CREATE TABLE log("
                               "  id TEXT NOT NULL,"
                               "  created_ms INTEGER NOT NULL,"
                               "  is_open INTEGER NOT NULL);"
                               "CREATE TABLE topic("
                               "  id INTEGER PRIMARY KEY,"
                               "  name TEXT NOT NULL UNIQUE,"
                               "  partitions INTEGER NOT NULL,"
                               "  first_partition INTEGER NOT NULL,"
                               "  retention_hours INTEGER NOT NULL,"
                               "  max_record_bytes INTEGER NOT NULL);"
                               "CREATE TABLE partition("
                               "  id INTEGER PRIMARY KEY,"
                               "  topic INTEGER NOT NULL REFERENCES topic,"
                               "  number INTEGER NOT NULL,"
                               "  first INTEGER NOT NULL,"
                               "  max_timestamp_ms INTEGER NOT NULL);"
                               "CREATE TABLE segment("
                               "  id INTEGER PRIMARY KEY," // partition above first offset
                               "  count INTEGER NOT NULL,"
                               "  written_ms INTEGER NOT NULL,"
                               "  max_timestamp_ms INTEGER NOT NULL,"
                               "  checksum INTEGER NOT NULL,"
                               "  body BLOB NOT NULL);"
                               "PRAGMA application_id=1279478855;"
                               "PRAGMA user_version=1;";
static_assert(
    logApplicationId == 1279478855 && logSchemaVersion == 1, "the text above repeats both");

constexpr const char* insertSql = "INSERT INTO segment VALUES(?,?,?,?,?,?)";
constexpr const char* segmentsSql = "SELECT id, count, written_ms FROM segment "
                                    "WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?";
constexpr const char* dropSql = "DELETE FROM segment WHERE id BETWEEN ? AND ?";
constexpr const char* moveFirstSql = "UPDATE partition SET first=?, max_timestamp_ms=? WHERE id=?";
constexpr const char* lastSegmentSql =
    "SELECT id, count, max_timestamp_ms, checksum, body FROM segment "
    "WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1";

} // namespace

LogFile::LogFile(sqlite::Connection database, LogState& state)
    : m_state(state)
    , m_database(std::move(database))
{ }

LogFile::~LogFile()
{
    if (m_id.empty()) {
        return;
    }
    if (const Status closed = markOpen(false); closed.ok()) {
        m_database.keepWalOnClose(false);
    } else {
        log::warn("bus.close_failed", { { "error", closed.error().message } });
    }
}

Result<std::unique_ptr<LogFile>> LogFile::open(
    const Options& options, LogState& state, const Clock& clock, RandomSource& random)
{
    LOCUS_TRY_VALUE(owned, sqlite::OwnedFile::claim(options.file, logSubject));
    auto opened = openOwned(options, *owned, state, clock, random);
    if (!opened.ok()) {
        return owned->refuse(std::move(opened).error());
    }
    (*opened)->m_owned = std::move(owned);
    return opened;
}

Result<std::unique_ptr<LogFile>> LogFile::openOwned(const Options& options,
    const sqlite::OwnedFile& owned, LogState& state, const Clock& clock, RandomSource& random)
{
    LOCUS_TRY_VALUE(database,
        sqlite::Connection::open(
            { options.file, sqlite::Access::Writer, logSubject, cacheKiB, options.vfs }));
    std::unique_ptr<LogFile> file(new LogFile(std::move(database), state));
    LOCUS_TRY(file->setUp(owned, clock, random));
    return file;
}

Status LogFile::setUp(const sqlite::OwnedFile& owned, const Clock& clock, RandomSource& random)
{
    LOCUS_TRY_VALUE(isNew, m_database.isNew());
    if (!isNew) {
        LOCUS_TRY(checkHeader(owned));
    }
    LOCUS_TRY(m_database.beginWriting(pageBytes, checkpointPages));
    if (isNew) {
        LOCUS_TRY(createSchema(clock, random));
    }
    LOCUS_TRY(load());
    return markOpen(true);
}

Status LogFile::checkHeader(const sqlite::OwnedFile& owned)
{
    LOCUS_TRY_VALUE(owner, m_database.integer("PRAGMA application_id"));
    if (owner != logApplicationId) {
        return fatal("bus.wrong_file", "the file is a database, but not an event log of Locus");
    }
    LOCUS_TRY_VALUE(version, m_database.integer("PRAGMA user_version"));
    if (version > logSchemaVersion) {
        return fatal("bus.newer_file",
            "the event log has format " + std::to_string(version)
                + "; this program reads formats up to " + std::to_string(logSchemaVersion));
    }
    LOCUS_TRY_VALUE(wasOpen, m_database.integer("SELECT is_open FROM log"));
    return owned.checkWal(wasOpen != 0);
}

Status LogFile::createSchema(const Clock& clock, RandomSource& random)
{
    return inTransaction([&]() -> Status {
        LOCUS_TRY(m_database.run(schema));
        UuidSource ids(clock, random);
        const std::string id = ids.next().toString();
        return Query(m_database, "INSERT INTO log VALUES(?, ?, 1)")
            .text(id)
            .number(toMillis(clock.now()))
            .run();
    });
}

Status LogFile::inTransaction(const std::function<Status()>& work)
{
    LOCUS_TRY(Query(m_database, "BEGIN IMMEDIATE").run());
    Status done = work();
    if (done.ok()) {
        done = Query(m_database, "COMMIT").run();
    }
    if (!done.ok()) {
        m_database.rollBack();
    }
    return done;
}

Status LogFile::markOpen(bool isOpen)
{
    LOCUS_TRY(m_database.run(isOpen ? "UPDATE log SET is_open=1" : "UPDATE log SET is_open=0"));
    // Into the main file: only there can the next start see that a log must come with its WAL.
    return m_database.checkpoint();
}

Status LogFile::load()
{
    Query id(m_database, "SELECT id FROM log");
    LOCUS_TRY_VALUE(found, id.step());
    if (!found) {
        return fatal("bus.damaged", "the event log has lost its identity");
    }
    const std::string logId = id.textAt(0);
    Query topics(m_database,
        "SELECT name, partitions, first_partition, retention_hours, max_record_bytes FROM topic "
        "ORDER BY id");
    for (;;) {
        LOCUS_TRY_VALUE(row, topics.step());
        if (!row) {
            break;
        }
        TopicSpec spec;
        spec.name = topics.textAt(0);
        spec.partitions = static_cast<std::int32_t>(topics.integerAt(1));
        spec.retention = std::chrono::hours(topics.integerAt(3));
        spec.maxRecordBytes = static_cast<std::size_t>(topics.integerAt(4));
        m_state.add(spec, topics.integerAt(2));
    }
    for (PartitionEntry* entry : m_state.partitions()) {
        LOCUS_TRY(loadPartition(*entry));
    }
    m_id = logId;
    return {};
}

Status LogFile::loadPartition(PartitionEntry& entry)
{
    Query kept(m_database, "SELECT first, max_timestamp_ms FROM partition WHERE id=?");
    LOCUS_TRY_VALUE(known, kept.number(entry.id).step());
    if (!known) {
        return fatal("bus.damaged", "the event log has lost a partition of " + entry.topic->name);
    }
    entry.first = kept.integerAt(0);
    entry.end = kept.integerAt(0);
    entry.maxTimestampMs = kept.integerAt(1);
    Query last(m_database, lastSegmentSql);
    last.number(segmentId(entry.id, 0)).number(segmentId(entry.id, maxOffset));
    LOCUS_TRY_VALUE(any, last.step());
    if (!any) {
        return {};
    }
    if (segmentChecksum(last.integerAt(0), last.integerAt(1), last.bytesAt(4))
        != last.integerAt(3)) {
        return fatal("bus.damaged",
            "the last segment of " + entry.topic->name + "/" + std::to_string(entry.number)
                + " does not match its checksum");
    }
    entry.end = firstOffset(last.integerAt(0)) + last.integerAt(1);
    entry.maxTimestampMs = last.integerAt(2);
    return {};
}

Status LogFile::createTopics(std::span<const TopicSpec> specs)
{
    std::vector<std::pair<const TopicSpec*, std::int64_t>> created;
    const Status done = inTransaction([&]() -> Status {
        for (const TopicSpec& spec : specs) {
            if (m_state.topic(spec.name) == nullptr) {
                std::int64_t firstId = 0;
                LOCUS_TRY(insertTopic(spec, firstId));
                created.emplace_back(&spec, firstId);
            }
        }
        return {};
    });
    LOCUS_TRY(done);
    for (const auto& [spec, firstId] : created) {
        m_state.add(*spec, firstId);
    }
    return {};
}

Status LogFile::insertTopic(const TopicSpec& spec, std::int64_t& firstId)
{
    LOCUS_TRY_VALUE(lastPartition, m_database.integer("SELECT max(id) FROM partition"));
    LOCUS_TRY_VALUE(lastTopic, m_database.integer("SELECT max(id) FROM topic"));
    firstId = lastPartition + 1;
    LOCUS_TRY(Query(m_database, "INSERT INTO topic VALUES(?, ?, ?, ?, ?, ?)")
                  .number(lastTopic + 1)
                  .text(spec.name)
                  .number(spec.partitions)
                  .number(firstId)
                  .number(spec.retention.count())
                  .number(static_cast<std::int64_t>(spec.maxRecordBytes))
                  .run());
    for (std::int32_t number = 0; number < spec.partitions; ++number) {
        LOCUS_TRY(Query(m_database, "INSERT INTO partition VALUES(?, ?, ?, 0, 0)")
                      .number(firstId + number)
                      .number(lastTopic + 1)
                      .number(number)
                      .run());
    }
    return {};
}

Status LogFile::append(std::span<const SegmentDraft> segments, std::int64_t nowMs)
{
    return inTransaction([&]() -> Status {
        for (const SegmentDraft& draft : segments) {
            const std::int64_t id = segmentId(draft.partition->id, draft.first);
            Query insert(m_database, insertSql);
            insert.number(id).number(draft.count).number(nowMs).number(draft.maxTimestampMs);
            insert.number(segmentChecksum(id, draft.count, draft.body)).blob(draft.body);
            LOCUS_TRY(insert.run());
        }
        return {};
    });
}

Result<bool> LogFile::dropExpired(PartitionEntry& partition, std::int64_t cutoffMs)
{
    const std::int64_t from = segmentId(partition.id, 0);
    std::int64_t last = -1;
    std::int64_t first = partition.first;
    int expired = 0;
    {
        Query segments(m_database, segmentsSql);
        segments.number(from).number(segmentId(partition.id, maxOffset)).number(dropSlice);
        for (;; ++expired) {
            LOCUS_TRY_VALUE(row, segments.step());
            if (!row || segments.integerAt(2) >= cutoffMs) {
                break;
            }
            last = segments.integerAt(0);
            first = firstOffset(last) + segments.integerAt(1);
        }
    }
    if (expired == 0) {
        return false;
    }
    const Status dropped = inTransaction([&]() -> Status {
        LOCUS_TRY(Query(m_database, dropSql).number(from).number(last).run());
        return Query(m_database, moveFirstSql)
            .number(first)
            .number(partition.maxTimestampMs)
            .number(partition.id)
            .run();
    });
    LOCUS_TRY(dropped);
    partition.first = first;
    return expired == dropSlice;
}

} // namespace locus::bus::embedded
