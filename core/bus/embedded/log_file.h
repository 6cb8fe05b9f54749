// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/embedded/log_state.h"
#include "core/bus/embedded/segment.h"
#include "core/sqlite/connection.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace locus {
class Clock;
class RandomSource;
} // namespace locus

namespace locus::sqlite {
class OwnedFile;
}

namespace locus::bus::embedded {

inline constexpr sqlite::Subject logSubject { "bus", "the event log" };
inline constexpr std::int64_t logApplicationId = 0x4c434c47; // "LCLG" in the file's header
inline constexpr std::int64_t logSchemaVersion = 1;

// The writing side of the log file: its lock, its schema, and the only connection that writes or
// checkpoints. Thread contract: open() anywhere, then the writer thread alone.
class LogFile
{
public:
    struct Options
    {
        std::filesystem::path file;
        std::string vfs {}; // for fault tests
    };

    // Opens or creates the log and fills `state`. Errors: conflict "lock.held", fatal
    // "bus.wrong_file", "bus.newer_file", "bus.wal_lost", "bus.file_lost", "bus.damaged" (the file
    // is kept aside), others as sqlite::sqliteError().
    static Result<std::unique_ptr<LogFile>> open(
        const Options& options, LogState& state, const Clock& clock, RandomSource& random);
    ~LogFile();

    LogFile(const LogFile&) = delete;
    LogFile& operator=(const LogFile&) = delete;

    [[nodiscard]] const std::string& id() const { return m_id; }

    // See sqlite::Connection::beforeCommit().
    void beforeCommit(std::function<Status()> check) { m_database.beforeCommit(std::move(check)); }
    void checkpointIfDue() { m_database.checkpointIfDue(); }

    // One transaction each: all or nothing, durable on return.
    Status createTopics(std::span<const TopicSpec> specs);
    Status append(std::span<const SegmentDraft> segments, std::int64_t nowMs);
    // Drops up to some hundred segments written before `cutoffMs`, oldest first. The value: whether
    // more may be due.
    Result<bool> dropExpired(PartitionEntry& partition, std::int64_t cutoffMs);

private:
    LogFile(sqlite::Connection database, LogState& state);

    static Result<std::unique_ptr<LogFile>> openOwned(const Options& options,
        const sqlite::OwnedFile& owned, LogState& state, const Clock& clock, RandomSource& random);
    Status setUp(const sqlite::OwnedFile& owned, const Clock& clock, RandomSource& random);
    Status checkHeader(const sqlite::OwnedFile& owned);
    Status createSchema(const Clock& clock, RandomSource& random);
    Status load();
    Status loadPartition(PartitionEntry& entry);
    Status insertTopic(const TopicSpec& spec, std::int64_t& firstId);
    Status inTransaction(const std::function<Status()>& work);
    Status markOpen(bool isOpen);

    std::unique_ptr<sqlite::OwnedFile> m_owned; // released last, after the connection
    LogState& m_state;
    std::string m_id;
    sqlite::Connection m_database;
};

} // namespace locus::bus::embedded
