// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sqlite/connection.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace locus::sqlite {

// Reads a whole file while another process part writes to it: table by table, then its rows by
// their own checksums. Each step is a read of its own, so that no snapshot keeps the write-ahead
// log from starting anew for long. Thread contract: one thread at a time, but for interrupt().
class SlicedCheck
{
public:
    // Verifies some rows behind the key; the last one verified, or the key itself behind the end.
    using Rows = std::function<Result<std::int64_t>(std::int64_t after)>;

    // REQUIRES: a reader of its own.
    SlicedCheck(std::shared_ptr<Connection> reader, const Subject& subject, Rows rows);

    // True: there is more. Errors: fatal "<area>.damaged" naming the place, others as
    // sqliteError().
    Result<bool> step();
    // Ends the step that runs, from any thread; a table whose step was ended is left out. Has no
    // effect between two steps.
    void interrupt();
    // Tables that were left out.
    [[nodiscard]] const std::vector<std::string>& leftOut() const { return m_leftOut; }

private:
    Status findTables();
    Status checkTable(const std::string& name);
    Result<bool> checkRows();

    const std::shared_ptr<Connection> m_reader;
    const Subject m_subject;
    const Rows m_rows;
    std::atomic<bool> m_interrupted { false };
    bool m_started = false;
    std::vector<std::string> m_tables; // still to check, the last one next
    std::vector<std::string> m_leftOut;
    std::int64_t m_after = -1;
};

} // namespace locus::sqlite
