// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

struct sqlite3;
struct sqlite3_stmt;

namespace locus::bus::embedded {

// A prepared statement, kept for the life of its connection.
class Statement
{
public:
    Statement() = default;
    explicit Statement(sqlite3_stmt* handle)
        : m_handle(handle)
    { }

    Statement& bind(int index, std::int64_t value);
    Statement& bindText(int index, BytesView value); // `value` must live until reset()
    Statement& bindBlob(int index, BytesView value); // `value` must live until reset()
    // True: a row is there. Errors: as sqliteError().
    Result<bool> step();
    // Runs a statement that gives no rows, then resets it.
    Status run();
    void reset();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] BytesView bytes(int column) const; // valid until the next step() or reset()

private:
    struct Finalize
    {
        void operator()(sqlite3_stmt* handle) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> m_handle;
};

// One connection. Thread contract: one thread at a time.
class Database
{
public:
    enum class Mode
    {
        Writer, // creates the file; the only connection that writes or checkpoints
        Reader
    };

    // `vfs`: name of a registered sqlite3_vfs; empty: the platform's.
    static Result<Database> open(
        const std::filesystem::path& file, Mode mode, const std::string& vfs);

    Status run(const char* sql);
    Result<Statement> prepare(const char* sql);
    Result<std::int64_t> integer(const char* sql); // first column of the first row; 0: no row
    // Ends a transaction that a failed step may have left open.
    void rollback();

private:
    struct Close
    {
        void operator()(sqlite3* handle) const;
    };
    std::unique_ptr<sqlite3, Close> m_handle;
};

// What a failed call on `handle` means: retriable "bus.disk_full" and "bus.io_failed", fatal
// "bus.damaged" for all that must not go on.
Error sqliteError(sqlite3* handle, const char* doing);

// Leaves a statement reset, whatever way its user leaves.
class ResetAtEnd
{
public:
    explicit ResetAtEnd(Statement& statement)
        : m_statement(statement)
    { }
    ResetAtEnd(const ResetAtEnd&) = delete;
    ResetAtEnd& operator=(const ResetAtEnd&) = delete;
    ~ResetAtEnd() { m_statement.reset(); }

private:
    Statement& m_statement;
};

} // namespace locus::bus::embedded
