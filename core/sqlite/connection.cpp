// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/connection.h"

#include "core/sqlite/query.h"

#include <sqlite3.h>

namespace locus::sqlite {

namespace {
constexpr int busyWaitMs = 5000;

// Counting its memory costs SQLite a lock at every allocation, and nobody asks for the count. An
// SQLite that somebody has used before keeps its settings.
void setUpOnce()
{
    static const int done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(done);
}
} // namespace

void Connection::Close::operator()(sqlite3* handle) const
{
    sqlite3_close_v2(handle);
}

void Connection::Finalize::operator()(sqlite3_stmt* handle) const
{
    sqlite3_finalize(handle);
}

Connection::~Connection()
{
    m_statements.clear();
}

Result<Connection> Connection::open(const OpenOptions& options)
{
    setUpOnce();
    const int flags = SQLITE_OPEN_NOMUTEX
        | (options.access == Access::Writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                            : SQLITE_OPEN_READONLY);
    const auto name = options.file.u8string();
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(reinterpret_cast<const char*>(name.c_str()), &handle, flags,
        options.vfs.empty() ? nullptr : options.vfs.c_str());
    Connection made(options.subject);
    made.m_handle.reset(handle);
    if (code != SQLITE_OK) {
        return made.error("opening its file");
    }
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, busyWaitMs);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    made.keepWalOnClose(true);
    // No mmap: an I/O error must be an error, not a signal.
    const std::string settings = "PRAGMA mmap_size=0; PRAGMA cache_size=-"
        + std::to_string(options.cacheKiB)
        + "; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON";
    LOCUS_TRY(made.run(settings.c_str()));
    return made;
}

Result<bool> Connection::isNew()
{
    LOCUS_TRY_VALUE(tables, integer("SELECT count(*) FROM sqlite_schema"));
    LOCUS_TRY_VALUE(pages, integer("PRAGMA page_count"));
    if (tables == 0 && pages > 1) {
        return sqliteError(SQLITE_CORRUPT, std::to_string(pages) + " pages, but no table",
            "reading its tables", m_subject);
    }
    return tables == 0;
}

Status Connection::beginWriting(int pageBytes, int checkpointPages)
{
    // FULL: a commit is on the disk when it returns. Deleted rows are overwritten: they may have
    // held a patient's data.
    const std::string settings = "PRAGMA page_size=" + std::to_string(pageBytes)
        + "; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON";
    checkpointEvery(checkpointPages);
    return run(settings.c_str());
}

void Connection::checkpointEvery(int pages)
{
    m_log = std::make_unique<Log>(Log { pages, 0 });
    sqlite3_wal_hook(m_handle.get(), onLogGrown, m_log.get());
}

// After a commit, whose caller waits.
int Connection::onLogGrown(void* log, sqlite3* handle, const char* name, int pages)
{
    Log& known = *static_cast<Log*>(log);
    known.pages = pages;
    if (pages >= 2 * known.due) {
        known.pages = 0;
        sqlite3_wal_checkpoint_v2(handle, name, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    }
    return SQLITE_OK;
}

void Connection::checkpointIfDue()
{
    if (m_log && m_log->pages >= m_log->due) {
        m_log->pages = 0;
        sqlite3_wal_checkpoint_v2(
            m_handle.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    }
}

Status Connection::checkpoint()
{
    return run("PRAGMA wal_checkpoint(TRUNCATE)");
}

Status Connection::run(const char* sql)
{
    if (sqlite3_exec(m_handle.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        return error(sql);
    }
    return {};
}

Result<std::int64_t> Connection::integer(const char* sql)
{
    Query query(*this, sql);
    LOCUS_TRY_VALUE(row, query.step());
    return row ? query.integerAt(0) : std::int64_t { 0 };
}

Result<sqlite3_stmt*> Connection::statement(const char* sql)
{
    auto& slot = m_statements[sql];
    if (!slot) {
        sqlite3_stmt* made = nullptr;
        if (sqlite3_prepare_v3(m_handle.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr)
            != SQLITE_OK) {
            return error(sql);
        }
        slot.reset(made);
    }
    return slot.get();
}

void Connection::rollBack()
{
    noteUndone();
    if (inTransaction()) {
        // Fails only if the transaction is gone already, which is what is wanted.
        static_cast<void>(run("ROLLBACK"));
    }
}

std::int64_t Connection::rowsChanged() const
{
    return sqlite3_changes64(m_handle.get());
}

std::int64_t Connection::lastRowId() const
{
    return sqlite3_last_insert_rowid(m_handle.get());
}

bool Connection::inTransaction() const
{
    return sqlite3_get_autocommit(m_handle.get()) == 0;
}

Error Connection::error(std::string_view doing) const
{
    if (m_commitCheck && m_commitCheck->failed
        && sqlite3_extended_errcode(m_handle.get()) == SQLITE_CONSTRAINT_COMMITHOOK) {
        return *m_commitCheck->failed;
    }
    return m_handle ? sqliteError(sqlite3_extended_errcode(m_handle.get()),
               sqlite3_errmsg(m_handle.get()), doing, m_subject)
                    : sqliteError(SQLITE_NOMEM, "out of memory", doing, m_subject);
}

Status Connection::define(const char* name, Test test)
{
    auto kept = std::make_unique<Test>(std::move(test));
    const auto call = [](sqlite3_context* context, int, sqlite3_value** values) {
        const auto valueAt = [values](int i) {
            const auto* const octets = static_cast<const char*>(sqlite3_value_blob(values[i]));
            const auto size = static_cast<std::size_t>(sqlite3_value_bytes(values[i]));
            return octets == nullptr ? BytesView() : BytesView(octets, size);
        };
        const auto answer =
            (*static_cast<Test*>(sqlite3_user_data(context)))(valueAt(0), valueAt(1));
        if (answer.ok()) {
            sqlite3_result_int(context, *answer ? 1 : 0);
        } else {
            sqlite3_result_error(context, answer.error().message.c_str(), -1);
        }
    };
    // SQLite takes it over, also where it fails.
    if (sqlite3_create_function_v2(m_handle.get(), name, 2, SQLITE_UTF8, kept.release(), call,
            nullptr, nullptr, [](void* held) { delete static_cast<Test*>(held); })
        != SQLITE_OK) {
        return error(name);
    }
    return {};
}

int Connection::onCommit(void* check)
{
    auto& commit = *static_cast<CommitCheck*>(check);
    const Status done = commit.check();
    commit.failed = done.ok() ? std::nullopt : std::optional(done.error());
    return done.ok() ? 0 : 1;
}

void Connection::beforeCommit(std::function<Status()> check)
{
    m_commitCheck = std::make_unique<CommitCheck>(CommitCheck { std::move(check), {} });
    sqlite3_commit_hook(m_handle.get(), &Connection::onCommit, m_commitCheck.get());
}

void Connection::interrupt() const
{
    sqlite3_interrupt(m_handle.get());
}

void Connection::keepWalOnClose(bool keep)
{
    sqlite3_db_config(m_handle.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, nullptr);
}

} // namespace locus::sqlite
