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

// Where reading of a partition goes on, and what the last record looked like, to notice a topic
// that was made anew.
struct StoredOffset
{
    static constexpr std::int64_t nothingRead = -1; // as lastTimestampMs: no record to compare
    std::string topic;
    std::int32_t partition = 0;
    std::int64_t next = 0;
    std::int64_t lastTimestampMs = 0;
    std::uint64_t lastHash = 0; // of the record at next - 1
};

class Offsets
{
public:
    explicit Offsets(Database& database)
        : m_database(database)
    { }

    Result<std::vector<StoredOffset>> all();
    Status put(const StoredOffset& offset);
    // How many partitions there were.
    Result<std::int64_t> forget(std::string_view topic);

private:
    Database& m_database;
};

} // namespace locus::store
