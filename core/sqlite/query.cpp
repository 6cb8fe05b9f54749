// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/query.h"

#include <sqlite3.h>

namespace locus::sqlite {

namespace {
const sqlite3_destructor_type callerOwned = SQLITE_STATIC; // users reset before the octets go
} // namespace

Query::Query(Connection& connection, const char* sql)
    : m_connection(connection)
{
    auto found = connection.statement(sql);
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
        m_failure = m_connection.error("binding a value");
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
    return m_connection.error(sqlite3_sql(m_statement));
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

} // namespace locus::sqlite
