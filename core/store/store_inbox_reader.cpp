// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store_inbox_reader.h"

#include "core/base/text.h"
#include "core/dead_letters/shown_header.h"
#include "core/store/octets.h"

#include <algorithm>

namespace locus::store {

using namespace dead_letters; // NOLINT(google-build-using-namespace): this reads its values

namespace {

constexpr const char* columns =
    "number,id,state,behind,topic,partition,offset,timestamp_ms,handler,error_class,error_code,"
    "error_message,attempts,first_failed_us,last_failed_us,cause,origin,source_topic";

Letter readLetter(const Query& row)
{
    Letter out;
    out.number = row.integerAt(0);
    out.id = uuidFromOctets(row.bytesAt(1));
    out.state = static_cast<LetterState>(row.integerAt(2));
    if (!row.nullAt(3)) {
        out.behind = uuidFromOctets(row.bytesAt(3));
    }
    out.topic = row.textAt(4);
    out.partition = static_cast<std::int32_t>(row.integerAt(5));
    out.offset = row.integerAt(6);
    out.timestampMs = row.integerAt(7);
    out.handler = row.textAt(8);
    out.errorClass = row.textAt(9);
    out.errorCode = row.textAt(10);
    out.errorMessage = row.textAt(11);
    out.attempts = static_cast<int>(row.integerAt(12));
    out.firstFailed = fromMicros(row.integerAt(13));
    out.lastFailed = fromMicros(row.integerAt(14));
    out.cause = row.textAt(15);
    out.origin = row.textAt(16);
    out.sourceTopic = row.textAt(17);
    return out;
}

std::optional<std::int64_t> sizeOf(const std::optional<Bytes>& value)
{
    return value ? std::optional(static_cast<std::int64_t>(value->size())) : std::nullopt;
}

} // namespace

Result<std::unique_ptr<StoreInboxReader>> StoreInboxReader::open(
    const std::filesystem::path& file, const PayloadCodec& codec, TopicsThere topics)
{
    LOCUS_TRY_VALUE(database, Database::open(file, Access::Reader));
    return std::unique_ptr<StoreInboxReader>(
        new StoreInboxReader(std::move(database), codec, std::move(topics)));
}

StoreInboxReader::StoreInboxReader(Database database, const PayloadCodec& codec, TopicsThere topics)
    : m_database(std::move(database))
    , m_letters(m_database, codec)
    , m_runs(m_database)
    , m_topics(std::move(topics))
{ }

Result<std::int64_t> StoreInboxReader::total(const LetterFilter& filter)
{
    Query query(m_database, m_sql.kept("SELECT count(*) FROM dead_letter" + conditionsOf(filter)));
    bindConditions(query, filter);
    LOCUS_TRY(query.step());
    return query.integerAt(0);
}

Result<LetterPage> StoreInboxReader::list(const LetterQuery& wanted)
{
    std::string where = conditionsOf(wanted.filter);
    const auto after = wanted.after.empty() ? std::optional<std::int64_t>(0) : toInt(wanted.after);
    if (!after) {
        return invalid("dead_letters.bad_page_key", "\"after\" is not a key that a page gave")
            .with("field", "after");
    }
    if (!wanted.after.empty()) {
        where += where.empty() ? " WHERE number" : " AND number";
        where += wanted.descending ? "<?" : ">?";
    }
    Query query(m_database,
        m_sql.kept("SELECT " + std::string(columns) + " FROM dead_letter" + where
            + " ORDER BY number" + (wanted.descending ? " DESC" : "") + " LIMIT ?"));
    bindConditions(query, wanted.filter);
    if (!wanted.after.empty()) {
        query.number(*after);
    }
    query.number(wanted.limit + 1);
    LetterPage page;
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            break;
        }
        if (static_cast<int>(page.items.size()) == wanted.limit) {
            page.next = std::to_string(page.items.back().number);
            break;
        }
        page.items.push_back(readLetter(query));
    }
    LOCUS_TRY_VALUE(exact, total(wanted.filter));
    page.total = exact;
    return page;
}

Result<Letter> StoreInboxReader::letter(const Uuid& id)
{
    Query query(
        m_database, m_sql.kept("SELECT " + std::string(columns) + " FROM dead_letter WHERE id=?"));
    LOCUS_TRY_VALUE(row, query.blob(octetsOf(id)).step());
    if (!row) {
        return notFound("dead_letters.unknown", "there is no dead letter " + id.toString());
    }
    return readLetter(query);
}

Result<LetterDetail> StoreInboxReader::get(const Uuid& id)
{
    LetterDetail out;
    LOCUS_TRY_VALUE(shown, letter(id));
    out.letter = std::move(shown);
    LOCUS_TRY_VALUE(row, m_letters.get(id));
    out.keyBytes = sizeOf(row.key);
    out.valueBytes = sizeOf(row.value);
    std::transform(
        row.headers.begin(), row.headers.end(), std::back_inserter(out.headers), shownHeader);
    LOCUS_TRY_VALUE(notes, m_letters.history(id));
    for (DeadLetterNote& note : notes) {
        out.history.push_back(
            { note.at, std::move(note.actor), std::move(note.action), std::move(note.reason) });
    }
    return out;
}

Result<LetterContent> StoreInboxReader::content(const Uuid& id)
{
    LOCUS_TRY_VALUE(row, m_letters.get(id));
    LOCUS_TRY_VALUE(edited, m_letters.lastEdit(id));
    return LetterContent { id, std::move(row.key), std::move(row.value), std::move(row.headers),
        std::move(edited) };
}

Result<LetterStats> StoreInboxReader::stats(const LetterFilter& filter)
{
    LetterStats out;
    Query states(m_database, "SELECT state,count(*) FROM dead_letter GROUP BY state");
    for (;;) {
        LOCUS_TRY_VALUE(row, states.step());
        if (!row) {
            break;
        }
        out.byState.at(static_cast<std::size_t>(states.integerAt(0))) = states.integerAt(1);
    }
    Query oldest(m_database, "SELECT min(first_failed_us) FROM dead_letter WHERE state=0");
    LOCUS_TRY(oldest.step());
    if (!oldest.nullAt(0)) {
        out.oldestOpen = fromMicros(oldest.integerAt(0));
    }
    // The groups come out of an index alone; each is described by its latest letter.
    Query causes(m_database,
        m_sql.kept("SELECT g.cause,letters,heads,first,last,d.id,d.error_code,d.error_message,"
                   "d.handler,d.topic,d.origin FROM (SELECT cause,count(*) AS letters,"
                   "sum(behind IS NULL) AS heads,min(first_failed_us) AS first,"
                   "max(last_failed_us) AS last,max(number) AS latest FROM dead_letter"
            + conditionsOf(filter)
            + " GROUP BY cause) g JOIN dead_letter d ON d.number=g.latest "
              "ORDER BY letters DESC,g.cause"));
    bindConditions(causes, filter);
    for (;;) {
        LOCUS_TRY_VALUE(row, causes.step());
        if (!row) {
            return out;
        }
        CauseCount group;
        group.cause =
            causeOfOwn(causes.bytesAt(6), causes.bytesAt(7), causes.bytesAt(8), causes.bytesAt(9));
        group.origin = causes.textAt(10);
        group.cause.key = causes.textAt(0);
        group.letters = causes.integerAt(1);
        group.first = causes.integerAt(2);
        group.firstFailed = fromMicros(causes.integerAt(3));
        group.lastFailed = fromMicros(causes.integerAt(4));
        group.sample = uuidFromOctets(causes.bytesAt(5));
        out.causes.push_back(std::move(group));
    }
}

Result<RedrivePlan> StoreInboxReader::plan(
    const Selection& selection, const std::string& topic, int preview)
{
    RedrivePlan out;
    const LetterSelection chosen(selection);
    Query sums(m_database,
        m_sql.kept(chosen.with()
            + "SELECT CASE WHEN ?<>'' THEN ? WHEN origin='' THEN '' ELSE source_topic END AS "
              "target,origin<>'' AND source_topic='',count(*),sum(bytes) FROM sel "
              "GROUP BY 1,2 ORDER BY 3 DESC,1"));
    chosen.bind(sums);
    sums.text(topic).text(topic);
    for (;;) {
        LOCUS_TRY_VALUE(row, sums.step());
        if (!row) {
            break;
        }
        const std::int64_t letters = sums.integerAt(2);
        out.letters += letters;
        out.bytes += sums.integerAt(3);
        if (topic.empty() && sums.integerAt(1) != 0) {
            out.withoutSource += letters;
        } else if (!out.targets.empty() && out.targets.back().topic == sums.textAt(0)) {
            out.targets.back().letters += letters;
        } else {
            out.targets.push_back({ sums.textAt(0), letters });
        }
    }
    lookUp(out.targets);
    LOCUS_TRY(addOthers(selection, out));
    Query first(m_database,
        m_sql.kept(chosen.with() + "SELECT " + columns
            + " FROM dead_letter WHERE id IN (SELECT id FROM sel ORDER BY number LIMIT ?)"
              " ORDER BY number"));
    chosen.bind(first);
    first.number(preview);
    for (;;) {
        LOCUS_TRY_VALUE(row, first.step());
        if (!row) {
            return out;
        }
        out.preview.push_back(readLetter(first));
    }
}

void StoreInboxReader::lookUp(std::vector<RedriveTarget>& targets) const
{
    const bool anyTopic = std::any_of(targets.begin(), targets.end(),
        [](const RedriveTarget& target) { return !target.topic.empty(); });
    if (!m_topics || !anyTopic) {
        return;
    }
    const auto there = m_topics();
    for (RedriveTarget& target : targets) {
        if (there.ok() && !target.topic.empty()) {
            target.exists = there->contains(target.topic);
        }
    }
}

// What the selection touches besides: letters that are named and cannot go, and those of the same
// lanes.
Status StoreInboxReader::addOthers(const Selection& selection, RedrivePlan& out)
{
    for (const Uuid& id : selection.ids) {
        const auto found = letter(id);
        const bool isOpen = found.ok() && found->state == LetterState::Open;
        out.notOpen += isOpen ? 0 : 1;
        if (isOpen) {
            LOCUS_TRY_VALUE(held, m_runs.runOf(id));
            out.inOtherRuns += held ? 1 : 0;
        }
    }
    const LetterSelection chosen(selection);
    Query blocked(m_database,
        m_sql.kept(chosen.with()
            + "SELECT count(DISTINCT s.id),min(d.number),d.id FROM sel s JOIN dead_letter d "
              "ON d.lane=s.lane AND d.lane<>'' AND d.state IN (0,3) AND d.number<s.number "
              "WHERE d.id NOT IN (SELECT id FROM sel)"));
    chosen.bind(blocked);
    LOCUS_TRY(blocked.step());
    out.behindOthers = blocked.integerAt(0);
    if (out.behindOthers > 0) {
        out.firstOther = uuidFromOctets(blocked.bytesAt(2));
    }
    Query followers(m_database,
        m_sql.kept(chosen.with()
            + "SELECT count(*) FROM dead_letter d JOIN (SELECT lane,min(number) AS number "
              "FROM sel WHERE lane<>'' GROUP BY lane) s ON d.lane=s.lane AND d.lane<>'' "
              "AND d.state IN (0,3) AND d.number>s.number WHERE d.id NOT IN (SELECT id FROM sel)"));
    chosen.bind(followers);
    LOCUS_TRY(followers.step());
    out.followers = followers.integerAt(0);
    return {};
}

Result<RunPage> StoreInboxReader::runs(int limit, const std::string& after)
{
    return m_runs.page(limit, after);
}

Result<RunDetail> StoreInboxReader::run(const Uuid& id, std::int64_t after, int limit)
{
    RunDetail out;
    LOCUS_TRY_VALUE(found, m_runs.get(id));
    out.run = std::move(found);
    LOCUS_TRY_VALUE(items, m_runs.items(id, after, limit));
    out.items = std::move(items);
    if (static_cast<int>(out.items.size()) == limit && out.items.back().turn < out.run.total) {
        out.next = out.items.back().turn;
    }
    return out;
}

} // namespace locus::store
