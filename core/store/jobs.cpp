// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/jobs.h"

#include "core/base/payload_codec.h"
#include "core/store/database.h"
#include "core/store/kept.h"
#include "core/store/octets.h"

namespace locus::store {

namespace {
constexpr const char* addSql =
    "INSERT OR IGNORE INTO job VALUES(?,?,?,?,?,?,?,?,?,?,CASE WHEN ?10='' THEN 0 ELSE "
    "(SELECT coalesce(max(turn),0)+1 FROM job WHERE lane<>'' AND lane=?10) END)";
constexpr const char* dueSql =
    "SELECT id,kind,target,priority,attempts,due_us,cause,body,about,lane FROM job "
    "WHERE due_us<=? AND (lane='' OR NOT EXISTS(SELECT 1 FROM job AS earlier WHERE "
    "earlier.lane<>'' AND earlier.lane=job.lane AND earlier.turn<job.turn)) "
    "ORDER BY due_us,id LIMIT ?";
constexpr const char* firstSql =
    "SELECT id,kind,target,priority,attempts,due_us,cause,body,about,lane FROM job "
    "WHERE lane<>'' AND lane=? ORDER BY turn LIMIT 1";
constexpr const char* countSql = "SELECT count(*) FROM job";
constexpr const char* nextSql = "SELECT due_us FROM job WHERE due_us>? ORDER BY due_us LIMIT 1";
constexpr const char* existsSql = "SELECT 1 FROM job WHERE id=?";
constexpr const char* removeSql = "DELETE FROM job WHERE id=?";
constexpr const char* aboutSql = "SELECT id FROM job WHERE about<>'' AND about=?";
constexpr const char* postponeSql = "UPDATE job SET attempts=?, due_us=? WHERE id=?";

// Of a person who was erased only the job's number is left.
Result<Job> jobIn(Query& query, const PayloadCodec& codec)
{
    LOCUS_TRY_VALUE(body, openIfKept(codec, query.bytesAt(7)));
    return Job { uuidFromOctets(query.bytesAt(0)), query.textAt(1), query.textAt(2),
        static_cast<int>(query.integerAt(3)), static_cast<int>(query.integerAt(4)),
        fromMicros(query.integerAt(5)), query.textAt(6), std::move(body).value_or(Bytes()),
        query.textAt(8), query.textAt(9) };
}

} // namespace

Status Jobs::add(const Job& job, std::string_view subject)
{
    LOCUS_TRY_VALUE(sealed, m_codec.seal(job.body, subject));
    return Query(m_database, addSql)
        .blob(octetsOf(job.id))
        .text(job.kind)
        .text(job.target)
        .number(job.priority)
        .number(job.attempts)
        .number(toMicros(job.due))
        .text(job.cause)
        .blob(sealed)
        .text(job.about)
        .text(job.lane)
        .run();
}

Result<std::vector<Job>> Jobs::due(Instant now, int limit)
{
    std::vector<Job> out;
    Query query(m_database, dueSql);
    query.number(toMicros(now)).number(limit);
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            return out;
        }
        LOCUS_TRY_VALUE(job, jobIn(query, m_codec));
        out.push_back(std::move(job));
    }
}

Result<std::optional<Job>> Jobs::firstOfLane(std::string_view lane)
{
    Query query(m_database, firstSql);
    LOCUS_TRY_VALUE(row, query.text(lane).step());
    if (!row) {
        return std::optional<Job>();
    }
    LOCUS_TRY_VALUE(job, jobIn(query, m_codec));
    return std::optional(std::move(job));
}

Result<std::int64_t> Jobs::count()
{
    return m_database.integer(countSql);
}

Result<Instant> Jobs::nextDue(Instant after)
{
    Query query(m_database, nextSql);
    LOCUS_TRY_VALUE(row, query.number(toMicros(after)).step());
    return row ? fromMicros(query.integerAt(0)) : Instant();
}

Result<bool> Jobs::exists(const Uuid& id)
{
    Query query(m_database, existsSql);
    return query.blob(octetsOf(id)).step();
}

Result<bool> Jobs::remove(const Uuid& id)
{
    LOCUS_TRY(Query(m_database, removeSql).blob(octetsOf(id)).run());
    return m_database.rowsChanged() == 1;
}

Result<std::vector<Uuid>> Jobs::removeAbout(std::string_view stream)
{
    std::vector<Uuid> out;
    Query query(m_database, aboutSql);
    query.text(stream);
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            break;
        }
        out.push_back(uuidFromOctets(query.bytesAt(0)));
    }
    for (const Uuid& id : out) {
        LOCUS_TRY(remove(id));
    }
    return out;
}

Status Jobs::postpone(const Uuid& id, int attempts, Instant due)
{
    return Query(m_database, postponeSql)
        .number(attempts)
        .number(toMicros(due))
        .blob(octetsOf(id))
        .run();
}

} // namespace locus::store
