// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/redrive_runs.h"

#include "core/base/text.h"
#include "core/store/octets.h"

namespace locus::store {

using dead_letters::ItemState;
using dead_letters::RedriveRun;
using dead_letters::RunItem;
using dead_letters::RunPage;
using dead_letters::RunState;

namespace {

constexpr const char* addSql =
    "INSERT INTO redrive_run(id,state,owner,reason,topic,rate,started_us,changed_us,total) "
    "VALUES(?,?,?,?,?,?,?,?,0)";
constexpr const char* getSql =
    "SELECT id,state,owner,reason,topic,rate,started_us,changed_us,total,redriven,failed,skipped "
    "FROM redrive_run WHERE id=?";
constexpr const char* inStateSql =
    "SELECT id,state,owner,reason,topic,rate,started_us,changed_us,total,redriven,failed,skipped "
    "FROM redrive_run WHERE state=? ORDER BY number";
constexpr const char* pageSql =
    "SELECT id,state,owner,reason,topic,rate,started_us,changed_us,total,redriven,failed,skipped,"
    "number FROM redrive_run WHERE number<? ORDER BY number DESC LIMIT ?";
constexpr const char* itemsSql = "SELECT turn,letter,state,result FROM redrive_item WHERE "
                                 "run=(SELECT number FROM redrive_run WHERE id=?) AND turn>? "
                                 "ORDER BY turn LIMIT ?";
constexpr const char* pendingSql =
    "SELECT i.turn,i.letter,d.origin='',i.lane FROM redrive_item i JOIN dead_letter d "
    "ON d.id=i.letter WHERE i.run=(SELECT number FROM redrive_run WHERE id=?) AND i.state=0 "
    "ORDER BY i.turn LIMIT ?";
constexpr const char* setStateSql = "UPDATE redrive_run SET state=?,changed_us=? WHERE id=?";
constexpr const char* finishSql =
    "UPDATE redrive_item SET state=?,result=? WHERE letter=? AND state=0 AND "
    "run=(SELECT number FROM redrive_run WHERE id=?)";
constexpr const char* countSql =
    "UPDATE redrive_run SET redriven=redriven+?,failed=failed+?,skipped=skipped+?,changed_us=? "
    "WHERE id=?";
// A run that was cancelled stays so.
constexpr const char* endSql = "UPDATE redrive_run SET state=2 WHERE id=? AND state<>3 AND "
                               "redriven+failed+skipped>=total";
constexpr const char* skipAllSql = "UPDATE redrive_item SET state=3,result=?2 WHERE state=0 AND "
                                   "run=(SELECT number FROM redrive_run WHERE id=?1)";
constexpr const char* skipLaneSql =
    "UPDATE redrive_item SET state=3,result=?2 WHERE state=0 AND lane<>'' AND "
    "run=(SELECT number FROM redrive_run WHERE id=?1) AND lane=(SELECT lane FROM redrive_item "
    "WHERE run=(SELECT number FROM redrive_run WHERE id=?1) AND letter=?3)";
constexpr const char* runOfSql = "SELECT id FROM redrive_run WHERE number IN "
                                 "(SELECT run FROM redrive_item WHERE letter=? AND state=0)";
constexpr const char* targetSql =
    "SELECT topic FROM redrive_run WHERE number IN "
    "(SELECT run FROM redrive_item WHERE letter=? AND state=0) AND topic<>''";

RedriveRun readRun(const Query& row)
{
    RedriveRun out;
    out.id = uuidFromOctets(row.bytesAt(0));
    out.state = static_cast<RunState>(row.integerAt(1));
    out.owner = row.textAt(2);
    out.reason = row.textAt(3);
    out.topic = row.textAt(4);
    out.ratePerSecond = row.integerAt(5);
    out.started = fromMicros(row.integerAt(6));
    out.changed = fromMicros(row.integerAt(7));
    out.total = row.integerAt(8);
    out.redriven = row.integerAt(9);
    out.failed = row.integerAt(10);
    out.skipped = row.integerAt(11);
    return out;
}

} // namespace

Result<std::int64_t> RedriveRuns::count(const dead_letters::Selection& selection)
{
    const LetterSelection chosen(selection);
    Query query(m_database, m_sql.kept(chosen.with() + "SELECT count(*) FROM sel"));
    chosen.bind(query);
    LOCUS_TRY(query.step());
    return query.integerAt(0);
}

Status RedriveRuns::add(RedriveRun& run, const dead_letters::Selection& selection)
{
    LOCUS_TRY(Query(m_database, addSql)
                  .blob(octetsOf(run.id))
                  .number(static_cast<int>(run.state))
                  .text(run.owner)
                  .text(run.reason)
                  .text(run.topic)
                  .number(run.ratePerSecond)
                  .number(toMicros(run.started))
                  .number(toMicros(run.changed))
                  .run());
    const LetterSelection chosen(selection);
    Query items(m_database,
        m_sql.kept(chosen.with()
            + "INSERT INTO redrive_item(run,turn,letter,lane,state,result) "
              "SELECT (SELECT number FROM redrive_run WHERE id=?),row_number() OVER (ORDER BY "
              "number),id,CASE WHEN lane<>'' OR (? AND origin='') THEN lane ELSE place END,0,'' "
              "FROM sel"));
    chosen.bind(items);
    LOCUS_TRY(items.blob(octetsOf(run.id)).number(run.topic.empty() ? 1 : 0).run());
    run.total = m_database.rowsChanged();
    return Query(m_database, "UPDATE redrive_run SET total=? WHERE id=?")
        .number(run.total)
        .blob(octetsOf(run.id))
        .run();
}

Result<RedriveRun> RedriveRuns::get(const Uuid& id)
{
    Query query(m_database, getSql);
    LOCUS_TRY_VALUE(row, query.blob(octetsOf(id)).step());
    if (!row) {
        return notFound("dead_letters.unknown_run", "there is no redrive " + id.toString());
    }
    return readRun(query);
}

Result<std::vector<RedriveRun>> RedriveRuns::inState(RunState state)
{
    std::vector<RedriveRun> out;
    Query query(m_database, inStateSql);
    query.number(static_cast<int>(state));
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            return out;
        }
        out.push_back(readRun(query));
    }
}

Result<RunPage> RedriveRuns::page(int limit, const std::string& after)
{
    const auto from = after.empty() ? std::optional<std::int64_t>(INT64_MAX) : toInt(after);
    if (!from) {
        return invalid("dead_letters.bad_page_key", "\"after\" is not a key that a page gave")
            .with("field", "after");
    }
    RunPage out;
    Query query(m_database, pageSql);
    query.number(*from).number(limit + 1);
    std::int64_t last = 0;
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            return out;
        }
        if (static_cast<int>(out.items.size()) == limit) {
            out.next = std::to_string(last);
            return out;
        }
        out.items.push_back(readRun(query));
        last = query.integerAt(12);
    }
}

Result<std::vector<RunItem>> RedriveRuns::items(const Uuid& run, std::int64_t after, int limit)
{
    std::vector<RunItem> out;
    Query query(m_database, itemsSql);
    query.blob(octetsOf(run)).number(after).number(limit);
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            return out;
        }
        out.push_back({ query.integerAt(0), uuidFromOctets(query.bytesAt(1)),
            static_cast<ItemState>(query.integerAt(2)), query.textAt(3) });
    }
}

Result<std::vector<PendingItem>> RedriveRuns::pending(const Uuid& run, int limit)
{
    std::vector<PendingItem> out;
    Query query(m_database, pendingSql);
    query.blob(octetsOf(run)).number(limit);
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            return out;
        }
        out.push_back({ query.integerAt(0), uuidFromOctets(query.bytesAt(1)),
            query.integerAt(2) != 0, query.textAt(3) });
    }
}

Status RedriveRuns::setState(const Uuid& run, RunState state, Instant now)
{
    return Query(m_database, setStateSql)
        .number(static_cast<int>(state))
        .number(toMicros(now))
        .blob(octetsOf(run))
        .run();
}

Result<bool> RedriveRuns::finish(
    const Uuid& run, const Uuid& letter, ItemState state, std::string_view result, Instant now)
{
    LOCUS_TRY(Query(m_database, finishSql)
                  .number(static_cast<int>(state))
                  .text(result)
                  .blob(octetsOf(letter))
                  .blob(octetsOf(run))
                  .run());
    if (m_database.rowsChanged() == 0) {
        return false;
    }
    LOCUS_TRY(Query(m_database, countSql)
                  .number(state == ItemState::Redriven ? 1 : 0)
                  .number(state == ItemState::Failed ? 1 : 0)
                  .number(state == ItemState::Skipped ? 1 : 0)
                  .number(toMicros(now))
                  .blob(octetsOf(run))
                  .run());
    LOCUS_TRY(Query(m_database, endSql).blob(octetsOf(run)).run());
    return true;
}

Status RedriveRuns::skip(
    const Uuid& run, const std::optional<Uuid>& laneOf, std::string_view result, Instant now)
{
    Query query(m_database, laneOf ? skipLaneSql : skipAllSql);
    query.blob(octetsOf(run)).text(result);
    if (laneOf) {
        query.blob(octetsOf(*laneOf));
    }
    LOCUS_TRY(query.run());
    const std::int64_t skipped = m_database.rowsChanged();
    if (skipped == 0) {
        return {};
    }
    LOCUS_TRY(Query(m_database, countSql)
                  .number(0)
                  .number(0)
                  .number(skipped)
                  .number(toMicros(now))
                  .blob(octetsOf(run))
                  .run());
    return Query(m_database, endSql).blob(octetsOf(run)).run();
}

Result<std::optional<Uuid>> RedriveRuns::runOf(const Uuid& letter)
{
    Query query(m_database, runOfSql);
    LOCUS_TRY_VALUE(row, query.blob(octetsOf(letter)).step());
    return row ? std::optional(uuidFromOctets(query.bytesAt(0))) : std::nullopt;
}

Result<std::optional<std::string>> RedriveRuns::targetOf(const Uuid& letter)
{
    Query query(m_database, targetSql);
    LOCUS_TRY_VALUE(row, query.blob(octetsOf(letter)).step());
    return row ? std::optional(query.textAt(0)) : std::nullopt;
}

} // namespace locus::store
