// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/embedded/sqlite.h"

#include <sqlite3.h>

namespace locus::bus::embedded {

namespace {
constexpr int busyWaitMs = 5000;
// Lets SQLite use the caller's octets: every user resets before they go.
const sqlite3_destructor_type callerOwned = SQLITE_STATIC;
} // namespace

Error sqliteError(sqlite3* handle, const char* doing)
{
    const int code = handle == nullptr ? SQLITE_NOMEM : sqlite3_extended_errcode(handle);
    const std::string what = std::string("the embedded log failed while ") + doing + ": "
        + (handle == nullptr ? "out of memory" : sqlite3_errmsg(handle)) + " (SQLite "
        + std::to_string(code) + ")";
    switch (code & 0xff) {
    case SQLITE_FULL: return retriable("bus.disk_full", what + "; free space on the disk");
    case SQLITE_IOERR:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_NOMEM:
    case SQLITE_CANTOPEN: return retriable("bus.io_failed", what);
    default: return fatal("bus.damaged", what + "; restore the file from a backup");
    }
}

void Statement::Finalize::operator()(sqlite3_stmt* handle) const
{
    sqlite3_finalize(handle);
}

Statement& Statement::bind(int index, std::int64_t value)
{
    sqlite3_bind_int64(m_handle.get(), index, value);
    return *this;
}

Statement& Statement::bindText(int index, BytesView value)
{
    sqlite3_bind_text64(
        m_handle.get(), index, value.data(), value.size(), callerOwned, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bindBlob(int index, BytesView value)
{
    sqlite3_bind_blob64(m_handle.get(), index, value.data(), value.size(), callerOwned);
    return *this;
}

Result<bool> Statement::step()
{
    const int code = sqlite3_step(m_handle.get());
    if (code == SQLITE_ROW || code == SQLITE_DONE) {
        return code == SQLITE_ROW;
    }
    return sqliteError(sqlite3_db_handle(m_handle.get()), sqlite3_sql(m_handle.get()));
}

Status Statement::run()
{
    const ResetAtEnd reset(*this);
    LOCUS_TRY(step());
    return {};
}

void Statement::reset()
{
    sqlite3_reset(m_handle.get());
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_handle.get(), column);
}

BytesView Statement::bytes(int column) const
{
    const auto* data = static_cast<const char*>(sqlite3_column_blob(m_handle.get(), column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_handle.get(), column));
    return data == nullptr ? BytesView() : BytesView(data, size);
}

void Database::Close::operator()(sqlite3* handle) const
{
    sqlite3_close_v2(handle);
}

Result<Database> Database::open(
    const std::filesystem::path& file, Mode mode, const std::string& vfs)
{
    const int flags = SQLITE_OPEN_NOMUTEX
        | (mode == Mode::Writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                : SQLITE_OPEN_READONLY);
    const auto name = file.u8string();
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(reinterpret_cast<const char*>(name.c_str()), &handle, flags,
        vfs.empty() ? nullptr : vfs.c_str());
    Database database;
    database.m_handle.reset(handle);
    if (code != SQLITE_OK) {
        return sqliteError(handle, "opening its file");
    }
    sqlite3_busy_timeout(handle, busyWaitMs);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    return database;
}

Status Database::run(const char* sql)
{
    if (sqlite3_exec(m_handle.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        return sqliteError(m_handle.get(), sql);
    }
    return {};
}

Result<Statement> Database::prepare(const char* sql)
{
    sqlite3_stmt* handle = nullptr;
    if (sqlite3_prepare_v3(m_handle.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, nullptr)
        != SQLITE_OK) {
        return sqliteError(m_handle.get(), sql);
    }
    return Statement(handle);
}

Result<std::int64_t> Database::integer(const char* sql)
{
    LOCUS_TRY_VALUE(statement, prepare(sql));
    LOCUS_TRY_VALUE(row, statement.step());
    return row ? statement.integer(0) : std::int64_t { 0 };
}

void Database::rollback()
{
    if (sqlite3_get_autocommit(m_handle.get()) == 0) {
        sqlite3_exec(m_handle.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

} // namespace locus::bus::embedded
