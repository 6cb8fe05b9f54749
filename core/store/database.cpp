// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"

#include <sqlite3.h>

namespace locus::store {

namespace {
constexpr int busyWaitMs = 5000;
const sqlite3_destructor_type callerOwned = SQLITE_STATIC; // users reset before the octets go
} // namespace

void Database::Close::operator()(sqlite3* handle) const
{
    sqlite3_close_v2(handle);
}

void Database::Finalize::operator()(sqlite3_stmt* handle) const
{
    sqlite3_finalize(handle);
}

Database::~Database()
{
    m_statements.clear();
}

Result<Database> Database::open(
    const std::filesystem::path& file, Access access, const std::string& vfs)
{
    const int flags = SQLITE_OPEN_NOMUTEX
        | (access == Access::Writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                    : SQLITE_OPEN_READONLY);
    const auto name = file.u8string();
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(reinterpret_cast<const char*>(name.c_str()), &handle, flags,
        vfs.empty() ? nullptr : vfs.c_str());
    Database database;
    database.m_handle.reset(handle);
    if (code != SQLITE_OK) {
        return database.error("opening its file");
    }
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, busyWaitMs);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    database.keepWalOnClose(access == Access::Reader);
    // No mmap: an I/O error must be an error, not a signal.
    LOCUS_TRY(database.run("PRAGMA mmap_size=0; PRAGMA cache_size=-32768; PRAGMA temp_store=MEMORY;"
                           "PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON"));
    return database;
}

Error Database::error(std::string_view doing) const
{
    const int code = m_handle ? sqlite3_extended_errcode(m_handle.get()) : SQLITE_NOMEM;
    const std::string what = "the store failed while " + std::string(doing) + ": "
        + (m_handle ? sqlite3_errmsg(m_handle.get()) : "out of memory") + " (SQLite "
        + std::to_string(code) + ")";
    switch (code & 0xff) {
    case SQLITE_FULL: return retriable("store.disk_full", what + "; free space on the disk");
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return retriable("store.busy", what);
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
    case SQLITE_INTERRUPT:
    case SQLITE_CANTOPEN: return retriable("store.io_failed", what);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return fatal("store.damaged", what + "; restore the file from a backup");
    default: return fatal("store.statement", what);
    }
}

Status Database::run(const char* sql)
{
    if (sqlite3_exec(m_handle.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        return error(sql);
    }
    return {};
}

Result<std::int64_t> Database::integer(const char* sql)
{
    Query query(*this, sql);
    LOCUS_TRY_VALUE(row, query.step());
    return row ? query.integerAt(0) : std::int64_t { 0 };
}

Result<sqlite3_stmt*> Database::statement(const char* sql)
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

std::int64_t Database::rowsChanged() const
{
    return sqlite3_changes64(m_handle.get());
}

std::int64_t Database::lastRowId() const
{
    return sqlite3_last_insert_rowid(m_handle.get());
}

bool Database::inTransaction() const
{
    return sqlite3_get_autocommit(m_handle.get()) == 0;
}

void Database::keepWalOnClose(bool keep)
{
    sqlite3_db_config(m_handle.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, nullptr);
}

Query::Query(Database& database, const char* sql)
    : m_database(database)
{
    auto found = database.statement(sql);
    if (found.ok()) {
        m_statement = *found;
    } else {
        m_failure = std::move(found).error();
    }
}

Query::~Query()
{
    sqlite3_reset(m_statement);
}

void Query::check(int code)
{
    if (code != SQLITE_OK && m_failure.ok()) {
        m_failure = m_database.error("binding a value");
    }
}

Query& Query::number(std::int64_t value)
{
    if (m_statement != nullptr) {
        check(sqlite3_bind_int64(m_statement, m_next++, value));
    }
    return *this;
}

Query& Query::real(double value)
{
    if (m_statement != nullptr) {
        check(sqlite3_bind_double(m_statement, m_next++, value));
    }
    return *this;
}

Query& Query::text(std::string_view value)
{
    if (m_statement != nullptr) {
        // A null pointer would bind NULL; an empty text is none.
        check(sqlite3_bind_text64(m_statement, m_next++,
            value.data() == nullptr ? "" : value.data(), value.size(), callerOwned, SQLITE_UTF8));
    }
    return *this;
}

Query& Query::blob(BytesView value)
{
    if (m_statement != nullptr) {
        check(sqlite3_bind_blob64(m_statement, m_next++,
            value.data() == nullptr ? "" : value.data(), value.size(), callerOwned));
    }
    return *this;
}

Query& Query::null()
{
    if (m_statement != nullptr) {
        check(sqlite3_bind_null(m_statement, m_next++));
    }
    return *this;
}

Result<bool> Query::step()
{
    if (!m_failure.ok()) {
        return m_failure.error();
    }
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW || code == SQLITE_DONE) {
        return code == SQLITE_ROW;
    }
    return m_database.error(sqlite3_sql(m_statement));
}

Status Query::run()
{
    LOCUS_TRY(step());
    return {};
}

std::int64_t Query::integerAt(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

double Query::realAt(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

BytesView Query::bytesAt(int column) const
{
    const auto* data = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column));
    return data == nullptr ? BytesView() : BytesView(data, size);
}

bool Query::nullAt(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

} // namespace locus::store
