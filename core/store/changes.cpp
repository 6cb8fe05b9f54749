// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/changes.h"

#include "core/store/database.h"

#include <algorithm>

namespace locus::store {

namespace {
// Without a value SQLite takes the highest number plus one: no gap, also after a rollback.
constexpr const char* addSql = "INSERT INTO change(stream,op,id) VALUES(?,?,?)";
constexpr const char* lastSql = "SELECT max(seq) FROM change";
constexpr const char* afterSql =
    "SELECT seq,stream,op,id FROM change WHERE seq>? ORDER BY seq LIMIT ?";
constexpr const char* pruneSql = "DELETE FROM change WHERE seq<=?";
} // namespace

Result<std::uint64_t> Changes::add(
    std::string_view stream, std::string_view op, std::string_view id)
{
    LOCUS_TRY(Query(m_database, addSql).text(stream).text(op).text(id).run());
    return static_cast<std::uint64_t>(m_database.lastRowId());
}

Result<std::uint64_t> Changes::last()
{
    LOCUS_TRY_VALUE(seq, m_database.integer(lastSql));
    return static_cast<std::uint64_t>(seq);
}

Result<std::vector<ChangeRow>> Changes::after(std::uint64_t seq, int limit)
{
    std::vector<ChangeRow> out;
    Query query(m_database, afterSql);
    query.number(static_cast<std::int64_t>(seq)).number(limit);
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            return out;
        }
        out.push_back({ static_cast<std::uint64_t>(query.integerAt(0)), query.textAt(1),
            query.textAt(2), query.textAt(3) });
    }
}

Status Changes::prune(std::uint64_t keep)
{
    LOCUS_TRY_VALUE(newest, last());
    const std::uint64_t kept = std::max<std::uint64_t>(keep, 1);
    if (newest <= kept) {
        return {};
    }
    return Query(m_database, pruneSql).number(static_cast<std::int64_t>(newest - kept)).run();
}

} // namespace locus::store
