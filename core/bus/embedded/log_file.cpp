// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/embedded/log_file.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/process_lock.h"
#include "core/base/uuid.h"

namespace locus::bus::embedded {

namespace {

constexpr std::int64_t applicationId = 0x4c434c47; // "LCLG" in the file's header
constexpr std::int64_t schemaVersion = 1;
constexpr int dropSlice = 256;

// FULL: a commit is on the disk when it returns. No mmap: SQLite before 3.51.3 and reliability of
// I/O errors. secure_delete stays as the platform built it.
constexpr const char* connectionSettings = "PRAGMA page_size=8192;"
                                           "PRAGMA journal_mode=WAL;"
                                           "PRAGMA synchronous=FULL;"
                                           "PRAGMA wal_autocheckpoint=2000;"
                                           "PRAGMA mmap_size=0;"
                                           "PRAGMA cache_size=-16384;"
                                           "PRAGMA trusted_schema=OFF;"
                                           "PRAGMA foreign_keys=ON;";

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
static_assert(applicationId == 1279478855 && schemaVersion == 1, "the text above repeats both");

} // namespace

LogFile::LogFile(std::unique_ptr<ProcessLock> lock, LogState& state)
    : m_lock(std::move(lock))
    , m_state(state)
{ }

LogFile::~LogFile()
{
    if (const Status closed = m_id.empty() ? Status() : markOpen(false); !closed.ok()) {
        log::warn("bus.close_failed", { { "error", closed.error().message } });
    }
}

Result<std::unique_ptr<LogFile>> LogFile::open(
    const Options& options, LogState& state, const Clock& clock, RandomSource& random)
{
    std::filesystem::path lockPath = options.file;
    lockPath += ".lock";
    LOCUS_TRY_VALUE(lock, ProcessLock::acquire(lockPath));
    std::unique_ptr<LogFile> file(new LogFile(std::move(lock), state));
    LOCUS_TRY(file->setUp(options, clock, random));
    return file;
}

Status LogFile::setUp(const Options& options, const Clock& clock, RandomSource& random)
{
    std::error_code ignored;
    std::filesystem::path wal = options.file;
    wal += "-wal";
    const bool walThere = std::filesystem::exists(wal, ignored);
    LOCUS_TRY_VALUE(database, Database::open(options.file, Database::Mode::Writer, options.vfs));
    m_database = std::move(database);
    LOCUS_TRY_VALUE(tables, m_database.integer("SELECT count(*) FROM sqlite_schema"));
    if (tables > 0) {
        LOCUS_TRY(checkHeader(walThere));
    }
    LOCUS_TRY(m_database.run(connectionSettings));
    if (tables == 0) {
        LOCUS_TRY(createSchema(clock, random));
    }
    LOCUS_TRY(prepareStatements());
    LOCUS_TRY(load());
    LOCUS_TRY(markOpen(true));
    // Into the main file: only there can the next start see that a log must come with its WAL.
    return m_database.run("PRAGMA wal_checkpoint(TRUNCATE)");
}

Status LogFile::checkHeader(bool walThere)
{
    LOCUS_TRY_VALUE(owner, m_database.integer("PRAGMA application_id"));
    if (owner != applicationId) {
        return fatal("bus.wrong_file", "the file is a database, but not an event log of Locus");
    }
    LOCUS_TRY_VALUE(version, m_database.integer("PRAGMA user_version"));
    if (version > schemaVersion) {
        return fatal("bus.newer_file",
            "the event log has format " + std::to_string(version)
                + "; this program reads formats up to " + std::to_string(schemaVersion));
    }
    LOCUS_TRY_VALUE(wasOpen, m_database.integer("SELECT is_open FROM log"));
    if (wasOpen != 0 && !walThere) {
        return fatal("bus.wal_lost",
            "the event log was in use when it was last open, but its -wal file is gone, and with "
            "it the last records; put the -wal file back or restore a backup");
    }
    return {};
}

Status LogFile::createSchema(const Clock& clock, RandomSource& random)
{
    return inTransaction([&]() -> Status {
        LOCUS_TRY(m_database.run(schema));
        UuidSource ids(clock, random);
        const std::string id = ids.next().toString();
        LOCUS_TRY_VALUE(insert, m_database.prepare("INSERT INTO log VALUES(?1, ?2, 1)"));
        return insert.bindText(1, id).bind(2, toMillis(clock.now())).run();
    });
}

Status LogFile::prepareStatements()
{
    const std::initializer_list<std::pair<Statement*, const char*>> all {
        { &m_begin, "BEGIN IMMEDIATE" },
        { &m_commit, "COMMIT" },
        { &m_insert, "INSERT INTO segment VALUES(?1, ?2, ?3, ?4, ?5, ?6)" },
        { &m_segmentsFrom,
            "SELECT id, count, written_ms FROM segment WHERE id BETWEEN ?1 AND ?2 "
            "ORDER BY id LIMIT ?3" },
        { &m_drop, "DELETE FROM segment WHERE id BETWEEN ?1 AND ?2" },
        { &m_moveFirst, "UPDATE partition SET first=?2, max_timestamp_ms=?3 WHERE id=?1" },
    };
    for (const auto& [statement, sql] : all) {
        LOCUS_TRY_VALUE(prepared, m_database.prepare(sql));
        *statement = std::move(prepared);
    }
    return {};
}

Status LogFile::inTransaction(const std::function<Status()>& work)
{
    LOCUS_TRY(m_database.run("BEGIN IMMEDIATE"));
    Status done = work();
    if (done.ok()) {
        done = m_database.run("COMMIT");
    }
    if (!done.ok()) {
        m_database.rollback();
    }
    return done;
}

Status LogFile::markOpen(bool isOpen)
{
    return m_database.run(isOpen ? "UPDATE log SET is_open=1" : "UPDATE log SET is_open=0");
}

Status LogFile::load()
{
    LOCUS_TRY_VALUE(id, m_database.prepare("SELECT id FROM log"));
    LOCUS_TRY_VALUE(found, id.step());
    if (!found) {
        return fatal("bus.damaged", "the event log has lost its identity; restore a backup");
    }
    const std::string logId(id.bytes(0));
    LOCUS_TRY_VALUE(topics,
        m_database.prepare("SELECT name, partitions, first_partition, retention_hours, "
                           "max_record_bytes FROM topic ORDER BY id"));
    for (;;) {
        LOCUS_TRY_VALUE(row, topics.step());
        if (!row) {
            break;
        }
        TopicSpec spec;
        spec.name = topics.bytes(0);
        spec.partitions = static_cast<std::int32_t>(topics.integer(1));
        spec.retention = std::chrono::hours(topics.integer(3));
        spec.maxRecordBytes = static_cast<std::size_t>(topics.integer(4));
        m_state.add(spec, topics.integer(2));
    }
    for (PartitionEntry* entry : m_state.partitions()) {
        LOCUS_TRY(loadPartition(*entry));
    }
    m_id = logId;
    return {};
}

Status LogFile::loadPartition(PartitionEntry& entry)
{
    LOCUS_TRY_VALUE(
        kept, m_database.prepare("SELECT first, max_timestamp_ms FROM partition WHERE id=?1"));
    LOCUS_TRY_VALUE(known, kept.bind(1, entry.id).step());
    if (!known) {
        return fatal("bus.damaged", "the event log has lost a partition of " + entry.topic->name);
    }
    entry.first = kept.integer(0);
    entry.end = kept.integer(0);
    entry.maxTimestampMs = kept.integer(1);
    LOCUS_TRY_VALUE(last,
        m_database.prepare("SELECT id, count, max_timestamp_ms, checksum, body FROM segment "
                           "WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC LIMIT 1"));
    last.bind(1, segmentId(entry.id, 0)).bind(2, segmentId(entry.id, maxOffset));
    LOCUS_TRY_VALUE(any, last.step());
    if (!any) {
        return {};
    }
    if (segmentChecksum(last.integer(0), last.integer(1), last.bytes(4)) != last.integer(3)) {
        return fatal("bus.damaged",
            "the last segment of " + entry.topic->name + "/" + std::to_string(entry.number)
                + " does not match its checksum; restore the file from a backup");
    }
    entry.end = firstOffset(last.integer(0)) + last.integer(1);
    entry.maxTimestampMs = last.integer(2);
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
    LOCUS_TRY_VALUE(topic, m_database.prepare("INSERT INTO topic VALUES(?1, ?2, ?3, ?4, ?5, ?6)"));
    topic.bind(1, lastTopic + 1).bindText(2, spec.name).bind(3, spec.partitions).bind(4, firstId);
    topic.bind(5, spec.retention.count()).bind(6, static_cast<std::int64_t>(spec.maxRecordBytes));
    LOCUS_TRY(topic.run());
    LOCUS_TRY_VALUE(
        partition, m_database.prepare("INSERT INTO partition VALUES(?1, ?2, ?3, 0, 0)"));
    for (std::int32_t number = 0; number < spec.partitions; ++number) {
        partition.bind(1, firstId + number).bind(2, lastTopic + 1).bind(3, number);
        LOCUS_TRY(partition.run());
    }
    return {};
}

Status LogFile::append(std::span<const SegmentDraft> segments, std::int64_t nowMs)
{
    const auto work = [&]() -> Status {
        LOCUS_TRY(m_begin.run());
        for (const SegmentDraft& draft : segments) {
            const std::int64_t id = segmentId(draft.partition->id, draft.first);
            m_insert.bind(1, id).bind(2, draft.count).bind(3, nowMs);
            m_insert.bind(4, draft.maxTimestampMs);
            m_insert.bind(5, segmentChecksum(id, draft.count, draft.body));
            LOCUS_TRY(m_insert.bindBlob(6, draft.body).run());
        }
        return m_commit.run();
    };
    Status done = work();
    if (!done.ok()) {
        m_database.rollback();
    }
    return done;
}

Result<bool> LogFile::dropExpired(PartitionEntry& partition, std::int64_t cutoffMs)
{
    const std::int64_t from = segmentId(partition.id, 0);
    m_segmentsFrom.bind(1, from).bind(2, segmentId(partition.id, maxOffset)).bind(3, dropSlice);
    std::int64_t last = -1;
    std::int64_t first = partition.first;
    int expired = 0;
    {
        const ResetAtEnd reset(m_segmentsFrom);
        for (;; ++expired) {
            LOCUS_TRY_VALUE(row, m_segmentsFrom.step());
            if (!row || m_segmentsFrom.integer(2) >= cutoffMs) {
                break;
            }
            last = m_segmentsFrom.integer(0);
            first = firstOffset(last) + m_segmentsFrom.integer(1);
        }
    }
    if (expired == 0) {
        return false;
    }
    const Status dropped = inTransaction([&]() -> Status {
        LOCUS_TRY(m_drop.bind(1, from).bind(2, last).run());
        return m_moveFirst.bind(1, partition.id)
            .bind(2, first)
            .bind(3, partition.maxTimestampMs)
            .run();
    });
    LOCUS_TRY(dropped);
    partition.first = first;
    return expired == dropSlice;
}

} // namespace locus::bus::embedded
