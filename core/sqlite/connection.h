// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/sqlite/sqlite_error.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace locus::sqlite {

enum class Access
{
    Writer, // creates the file; the only connection that writes or checkpoints
    Reader // read-only, never checkpoints
};

struct OpenOptions
{
    std::filesystem::path file;
    Access access = Access::Reader;
    Subject subject;
    int cacheKiB = 4096;
    std::string vfs {}; // name of a registered sqlite3_vfs, for fault tests; empty: the platform's
};

// One connection with its prepared statements, kept for its life. Thread contract: one thread at a
// time.
class Connection
{
public:
    // Changes nothing in an existing file. Until keepWalOnClose(false), closing leaves the
    // write-ahead log as it is. Errors: as error().
    static Result<Connection> open(const OpenOptions& options);
    Connection(Connection&& other) noexcept = default;
    Connection& operator=(Connection&& other) noexcept = default;
    ~Connection();

    // Whether nothing was ever written to the file. Errors: fatal "<area>.damaged" (it has pages,
    // but its list of tables is gone).
    Result<bool> isNew();
    // Makes a writer durable: WAL, synchronous=FULL, checkpointEvery(`checkpointPages`).
    // `pageBytes` counts for a new file. REQUIRES: a writer whose file is known to be its own.
    Status beginWriting(int pageBytes, int checkpointPages);
    // A checkpoint is due when the log holds so many pages. Who writes much makes it when nobody
    // waits for the commit any more; a commit that finds twice as many makes it itself. One that
    // fails is due again.
    void checkpointEvery(int pages);
    void checkpointIfDue();
    // Moves the log into the main file and empties it.
    Status checkpoint();

    // Statements without values and rows.
    Status run(const char* sql);
    // First column of the first row; 0 without a row.
    Result<std::int64_t> integer(const char* sql);
    // The prepared form of `sql`, made on its first use. REQUIRES: `sql` is a literal or otherwise
    // lives as long as the connection: the address is the key.
    Result<sqlite3_stmt*> statement(const char* sql);
    // Ends a transaction that may be open.
    void rollBack();
    // Says that what was written lately may have been undone, but for the commits.
    void noteUndone() { ++m_undone; }
    // How often that happened: what somebody remembers of the rows is good while it stays the same.
    [[nodiscard]] std::uint64_t undone() const { return m_undone; }

    [[nodiscard]] std::int64_t rowsChanged() const; // by the last statement
    [[nodiscard]] std::int64_t lastRowId() const; // of the last insert
    [[nodiscard]] bool inTransaction() const;
    // What the last failed call means, as sqliteError().
    [[nodiscard]] Error error(std::string_view doing) const;
    void keepWalOnClose(bool keep);
    // A function of two values that statements of this connection may call: true or false, or an
    // error that ends the statement with its message.
    using Test = std::function<Result<bool>(BytesView, BytesView)>;
    Status define(const char* name, Test test);
    // Runs before each commit that writes, whoever asks for it; an error undoes the transaction and
    // is what the committing statement says. `check` must not use this connection.
    void beforeCommit(std::function<Status()> check);
    // Ends the statement that runs, if one does, as retriable "<area>.io_failed". From any thread.
    void interrupt() const;

private:
    struct Close
    {
        void operator()(sqlite3* handle) const;
    };
    struct Finalize
    {
        void operator()(sqlite3_stmt* handle) const;
    };
    struct CommitCheck
    {
        std::function<Status()> check;
        std::optional<Error> failed;
    };
    struct Log
    {
        int due = 0; // pages
        int pages = 0;
    };
    static int onCommit(void* check);
    static int onLogGrown(void* log, sqlite3* handle, const char* name, int pages);
    explicit Connection(const Subject& subject)
        : m_subject(subject)
    { }

    Subject m_subject;
    std::unique_ptr<CommitCheck> m_commitCheck; // outlives the handle, which knows it
    std::unique_ptr<Log> m_log; // this, too
    std::unique_ptr<sqlite3, Close> m_handle;
    std::uint64_t m_undone = 0;
    std::unordered_map<const char*, std::unique_ptr<sqlite3_stmt, Finalize>> m_statements;
};

} // namespace locus::sqlite
