// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/windows.h"

#include "core/base/payload_codec.h"
#include "core/store/database.h"

namespace locus::store {

namespace {

constexpr const char* markSql =
    "SELECT newest_us,arrived_us,timer_us,late FROM window_mark WHERE role=?";
constexpr const char* setMarkSql = "INSERT OR REPLACE INTO window_mark VALUES(?,?,?,?,?)";
constexpr const char* overlappingSql =
    "SELECT key,start_us,end_us,state FROM window WHERE role=? AND key=? AND start_us<? AND "
    "end_us>? ORDER BY start_us";
constexpr const char* putSql = "INSERT OR REPLACE INTO window VALUES(?,?,?,?,?)";
constexpr const char* removeSql = "DELETE FROM window WHERE role=? AND key=? AND start_us=?";
constexpr const char* endedSql =
    "SELECT key,start_us,end_us,state FROM window WHERE role=? AND end_us<=? "
    "ORDER BY end_us,key,start_us LIMIT ?";
constexpr const char* firstSql = "SELECT end_us FROM window WHERE role=? ORDER BY end_us LIMIT 1";

constexpr std::int64_t none = INT64_MIN;

std::int64_t microsOf(const std::optional<Instant>& time)
{
    return time ? toMicros(*time) : none;
}

std::optional<Instant> instantOf(std::int64_t micros)
{
    return micros == none ? std::nullopt : std::optional(fromMicros(micros));
}

Result<std::vector<OpenWindow>> all(Query& query, const PayloadCodec& codec)
{
    std::vector<OpenWindow> out;
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            return out;
        }
        LOCUS_TRY_VALUE(state, codec.open(query.bytesAt(3)));
        out.push_back({ query.textAt(0), fromMicros(query.integerAt(1)),
            fromMicros(query.integerAt(2)), std::move(state) });
    }
}

} // namespace

Result<WindowMark> Windows::mark(std::string_view role)
{
    Query query(m_database, markSql);
    LOCUS_TRY_VALUE(row, query.text(role).step());
    if (!row) {
        return WindowMark {};
    }
    return WindowMark { instantOf(query.integerAt(0)), fromMicros(query.integerAt(1)),
        instantOf(query.integerAt(2)), query.integerAt(3) };
}

Status Windows::setMark(std::string_view role, const WindowMark& mark)
{
    return Query(m_database, setMarkSql)
        .text(role)
        .number(microsOf(mark.newest))
        .number(toMicros(mark.arrived))
        .number(microsOf(mark.timer))
        .number(mark.late)
        .run();
}

Result<std::vector<OpenWindow>> Windows::overlapping(
    std::string_view role, std::string_view key, Instant start, Instant end)
{
    Query query(m_database, overlappingSql);
    query.text(role).text(key).number(toMicros(end)).number(toMicros(start));
    return all(query, m_codec);
}

Status Windows::put(std::string_view role, const OpenWindow& window)
{
    LOCUS_TRY_VALUE(sealed, m_codec.seal(window.state, {}));
    return Query(m_database, putSql)
        .text(role)
        .text(window.key)
        .number(toMicros(window.start))
        .number(toMicros(window.end))
        .blob(sealed)
        .run();
}

Status Windows::remove(std::string_view role, const OpenWindow& window)
{
    return Query(m_database, removeSql)
        .text(role)
        .text(window.key)
        .number(toMicros(window.start))
        .run();
}

Result<std::vector<OpenWindow>> Windows::endedBy(std::string_view role, Instant end, int limit)
{
    Query query(m_database, endedSql);
    query.text(role).number(toMicros(end)).number(limit);
    return all(query, m_codec);
}

Result<std::optional<Instant>> Windows::firstEnd(std::string_view role)
{
    Query query(m_database, firstSql);
    LOCUS_TRY_VALUE(row, query.text(role).step());
    return row ? std::optional(fromMicros(query.integerAt(0))) : std::nullopt;
}

} // namespace locus::store
