// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace locus::store {

enum class Access
{
    Writer, // creates the file; the only connection that writes or checkpoints
    Reader // read-only, never checkpoints
};

// One SQLite connection with its prepared statements, kept for its life. Thread contract: one
// thread at a time.
class Database
{
public:
    // `vfs`: name of a registered sqlite3_vfs; empty: the platform's. Errors: as error().
    static Result<Database> open(
        const std::filesystem::path& file, Access access, const std::string& vfs = {});
    Database(Database&& other) noexcept = default;
    Database& operator=(Database&& other) noexcept = default;
    ~Database();

    // Statements without values and rows.
    Status run(const char* sql);
    // First column of the first row; 0 without a row.
    Result<std::int64_t> integer(const char* sql);

    // The prepared form of `sql`, made on its first use. REQUIRES: `sql` is a literal or otherwise
    // lives as long as the connection: the address is the key.
    Result<sqlite3_stmt*> statement(const char* sql);

    [[nodiscard]] std::int64_t rowsChanged() const; // by the last statement
    [[nodiscard]] std::int64_t lastRowId() const; // of the last insert
    [[nodiscard]] bool inTransaction() const;
    // What the last failed call means: retriable "store.disk_full", "store.busy",
    // "store.io_failed", fatal "store.damaged", "store.statement".
    [[nodiscard]] Error error(std::string_view doing) const;
    // Whether closing leaves the write-ahead log as it is; readers always do.
    void keepWalOnClose(bool keep);

private:
    struct Close
    {
        void operator()(sqlite3* handle) const;
    };
    struct Finalize
    {
        void operator()(sqlite3_stmt* handle) const;
    };
    Database() = default;

    std::unique_ptr<sqlite3, Close> m_handle;
    std::unordered_map<const char*, std::unique_ptr<sqlite3_stmt, Finalize>> m_statements;
};

// One use of a statement: values in their order, then rows. Octets given must outlive it. An error
// of preparing or binding comes out of step() or run().
class Query
{
public:
    Query(Database& database, const char* sql);
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

    Database& m_database;
    sqlite3_stmt* m_statement = nullptr;
    int m_next = 1;
    Status m_failure;
};

} // namespace locus::store
