// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/timers.h"

#include "core/store/database.h"
#include "core/store/octets.h"

namespace locus::store {

namespace {
constexpr const char* putSql = "INSERT OR REPLACE INTO timer VALUES(?,?,?,?)";
constexpr const char* removeSql = "DELETE FROM timer WHERE id=?";
constexpr const char* dueSql =
    "SELECT id,due_us,role,body FROM timer WHERE due_us<=? ORDER BY due_us,id LIMIT ?";
constexpr const char* nextSql = "SELECT due_us FROM timer ORDER BY due_us LIMIT 1";
} // namespace

Status Timers::put(const Timer& timer)
{
    return Query(m_database, putSql)
        .blob(octetsOf(timer.id))
        .number(toMicros(timer.due))
        .text(timer.role)
        .blob(timer.body)
        .run();
}

Result<bool> Timers::remove(const Uuid& id)
{
    LOCUS_TRY(Query(m_database, removeSql).blob(octetsOf(id)).run());
    return m_database.rowsChanged() == 1;
}

Result<std::vector<Timer>> Timers::due(Instant now, int limit)
{
    std::vector<Timer> out;
    Query query(m_database, dueSql);
    query.number(toMicros(now)).number(limit);
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            return out;
        }
        out.push_back({ uuidFromOctets(query.bytesAt(0)), fromMicros(query.integerAt(1)),
            query.textAt(2), query.textAt(3) });
    }
}

Result<std::optional<Instant>> Timers::next()
{
    Query query(m_database, nextSql);
    LOCUS_TRY_VALUE(row, query.step());
    return row ? std::optional(fromMicros(query.integerAt(0))) : std::nullopt;
}

} // namespace locus::store
