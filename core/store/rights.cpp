// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/rights.h"

#include "core/base/payload_codec.h"
#include "core/base/text.h"
#include "core/store/database.h"
#include "core/store/kept.h"
#include "core/store/octets.h"

namespace locus::store {

using people::RightsKind;
using people::RightsPage;
using people::RightsRow;
using people::RightsState;

namespace {

constexpr const char* putSql =
    "INSERT INTO rights(id,kind,state,at_us,body,sealed) VALUES(?1,?2,?3,?4,?5,?6) "
    "ON CONFLICT(id) DO UPDATE SET state=?3,at_us=?4,body=?5,sealed=?6";
constexpr const char* loadSql =
    "SELECT number,id,state,at_us,body,sealed FROM rights WHERE kind=? AND id=?";
constexpr const char* pageSql = "SELECT number,id,state,at_us,body,sealed FROM rights "
                                "WHERE kind=? AND state>=? AND number<? ORDER BY number DESC "
                                "LIMIT ?";
constexpr const char* liveSql = "SELECT number,id,state,at_us,body,sealed FROM rights "
                                "WHERE kind=? AND state=2 ORDER BY number";
constexpr const char* countSql = "SELECT count(*) FROM rights WHERE kind=? AND state>=?";

std::int64_t numberOf(RightsKind kind)
{
    return static_cast<std::int64_t>(kind);
}

std::int64_t numberOf(RightsState state)
{
    return static_cast<std::int64_t>(state);
}

RightsRow rowAt(const Query& query, RightsKind kind)
{
    RightsRow row;
    row.kind = kind;
    row.id = uuidFromOctets(query.bytesAt(1));
    row.state = static_cast<RightsState>(query.integerAt(2));
    row.at = fromMicros(query.integerAt(3));
    row.body = query.bytesAt(4);
    return row;
}

} // namespace

Status Rights::put(const RightsRow& row)
{
    Bytes sealed;
    if (!row.hidden.empty()) {
        LOCUS_TRY_VALUE(
            made, m_codec.seal(row.hidden, row.subject.empty() ? row.id.toString() : row.subject));
        sealed = std::move(made);
    }
    return Query(m_database, putSql)
        .blob(octetsOf(row.id))
        .number(numberOf(row.kind))
        .number(numberOf(row.state))
        .number(toMicros(row.at))
        .blob(row.body)
        .blob(sealed)
        .run();
}

Result<RightsRow> Rights::opened(RightsRow row, BytesView sealed)
{
    if (sealed.empty()) {
        return row;
    }
    LOCUS_TRY_VALUE(hidden, openIfKept(m_codec, sealed));
    row.hidden = hidden.value_or(Bytes());
    return row;
}

Result<std::optional<RightsRow>> Rights::load(RightsKind kind, const Uuid& id)
{
    Query query(m_database, loadSql);
    LOCUS_TRY_VALUE(found, query.number(numberOf(kind)).blob(octetsOf(id)).step());
    if (!found) {
        return std::optional<RightsRow>();
    }
    LOCUS_TRY_VALUE(row, opened(rowAt(query, kind), query.bytesAt(5)));
    return std::optional(std::move(row));
}

Result<RightsPage> Rights::page(
    RightsKind kind, RightsState least, const std::string& after, int limit)
{
    RightsPage page;
    Query count(m_database, countSql);
    LOCUS_TRY(count.number(numberOf(kind)).number(numberOf(least)).step());
    page.total = count.integerAt(0);
    Query query(m_database, pageSql);
    query.number(numberOf(kind)).number(numberOf(least));
    query.number(after.empty() ? INT64_MAX : toInt(after).value_or(0)).number(limit + 1);
    for (std::int64_t last = 0;;) {
        LOCUS_TRY_VALUE(found, query.step());
        if (!found) {
            return page;
        }
        if (static_cast<int>(page.items.size()) == limit) {
            page.next = std::to_string(last);
            return page;
        }
        last = query.integerAt(0);
        LOCUS_TRY_VALUE(row, opened(rowAt(query, kind), query.bytesAt(5)));
        page.items.push_back(std::move(row));
    }
}

Result<std::vector<RightsRow>> Rights::live(RightsKind kind)
{
    std::vector<RightsRow> out;
    Query query(m_database, liveSql);
    query.number(numberOf(kind));
    for (;;) {
        LOCUS_TRY_VALUE(found, query.step());
        if (!found) {
            return out;
        }
        LOCUS_TRY_VALUE(row, opened(rowAt(query, kind), query.bytesAt(5)));
        out.push_back(std::move(row));
    }
}

} // namespace locus::store
