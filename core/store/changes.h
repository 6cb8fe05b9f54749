// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace locus::store {

class Database;

// What a commit changed, for live lists. `seq` counts without gaps within one file.
struct ChangeRow
{
    std::uint64_t seq = 0;
    std::string stream;
    std::string op; // "put" or "delete"
    std::string id;
};

class Changes
{
public:
    explicit Changes(Database& database)
        : m_database(database)
    { }

    Result<std::uint64_t> add(std::string_view stream, std::string_view op, std::string_view id);
    Result<std::uint64_t> last(); // 0: none yet
    Result<std::vector<ChangeRow>> after(std::uint64_t seq, int limit);
    // Keeps the newest `keep`, always the last one.
    Status prune(std::uint64_t keep);

private:
    Database& m_database;
};

} // namespace locus::store
