// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/sqlite/connection.h"

namespace locus::sqlite {

// One use of a statement: values in their order, then rows. Octets given must outlive it. An error
// of preparing or binding comes out of step() or run().
class Query
{
public:
    Query(Connection& connection, const char* sql);
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    ~Query(); // resets

    Query& number(std::int64_t value);
    Query& real(double value);
    Query& text(std::string_view value);
    Query& blob(BytesView value);
    Query& null();

    Result<bool> step(); // true: a row is there
    Status run(); // no rows expected

    [[nodiscard]] std::int64_t integerAt(int column) const;
    [[nodiscard]] double realAt(int column) const;
    [[nodiscard]] BytesView bytesAt(int column) const; // valid until the next step()
    [[nodiscard]] std::string textAt(int column) const { return std::string(bytesAt(column)); }
    [[nodiscard]] bool nullAt(int column) const;

private:
    void check(int code);

    Connection& m_connection;
    sqlite3_stmt* m_statement = nullptr;
    int m_next = 1;
    Status m_failure;
};

} // namespace locus::sqlite
