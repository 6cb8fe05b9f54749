// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/offsets.h"

#include "core/store/database.h"

namespace locus::store {

namespace {
constexpr const char* allSql =
    "SELECT topic,partition,next,last_timestamp_ms,last_hash FROM offsets";
// An offset never goes back by itself.
constexpr const char* putSql =
    "INSERT INTO offsets VALUES(?,?,?,?,?) ON CONFLICT(topic,partition) DO UPDATE SET "
    "next=excluded.next, last_timestamp_ms=excluded.last_timestamp_ms, "
    "last_hash=excluded.last_hash WHERE excluded.next>offsets.next";
constexpr const char* forgetSql = "DELETE FROM offsets WHERE topic=?";
} // namespace

Result<std::vector<StoredOffset>> Offsets::all()
{
    std::vector<StoredOffset> out;
    Query query(m_database, allSql);
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            return out;
        }
        out.push_back(
            { query.textAt(0), static_cast<std::int32_t>(query.integerAt(1)), query.integerAt(2),
                query.integerAt(3), static_cast<std::uint64_t>(query.integerAt(4)) });
    }
}

Result<std::int64_t> Offsets::forget(std::string_view topic)
{
    LOCUS_TRY(Query(m_database, forgetSql).text(topic).run());
    return m_database.rowsChanged();
}

Status Offsets::put(const StoredOffset& offset)
{
    return Query(m_database, putSql)
        .text(offset.topic)
        .number(offset.partition)
        .number(offset.next)
        .number(offset.lastTimestampMs)
        .number(static_cast<std::int64_t>(offset.lastHash))
        .run();
}

} // namespace locus::store
