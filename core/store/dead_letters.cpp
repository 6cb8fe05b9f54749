// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/dead_letters.h"

#include "core/base/payload_codec.h"
#include "core/store/database.h"
#include "core/store/kept.h"
#include "core/store/octets.h"
#include "core/store/packed.h"

namespace locus::store {

namespace {

constexpr const char* addSql =
    "INSERT OR IGNORE INTO "
    "dead_letter(id,state,lane,behind,topic,partition,offset,timestamp_ms,key,"
    "value,headers,handler,error_class,error_code,error_message,attempts,first_failed_us,"
    "last_failed_us,awaits,cause,origin,source_topic,source_partition,hidden) "
    "VALUES(?,?,?,?,?,?,?,?,?,?,x'',?,?,?,?,?,?,?,?,?,?,?,?,?)";
constexpr const char* updateSql =
    "UPDATE dead_letter SET state=?,lane=?,behind=?,awaits=?,handler=?,error_class=?,error_code=?,"
    "error_message=?,attempts=?,last_failed_us=?,cause=? WHERE id=?";
constexpr const char* renumberSql =
    "UPDATE dead_letter SET number=(SELECT max(number) FROM dead_letter)+1 WHERE id=?";
constexpr const char* waitingSql =
    "SELECT id FROM dead_letter WHERE state IN (0,3) AND lane<>'' AND lane=? AND state=3 "
    "ORDER BY number";
constexpr const char* parkSql =
    "UPDATE dead_letter SET "
    "state=0,behind=?,error_class='poison',error_code=?,error_message=?,cause=?,"
    "number=(SELECT max(number) FROM dead_letter)+1 WHERE id=?";
constexpr const char* removeSql = "DELETE FROM dead_letter WHERE id=?";
// SQLite takes the bare columns from the row with the least number.
constexpr const char* headsSql =
    "SELECT min(number),lane,id,state=3 OR behind IS NOT NULL,awaits FROM dead_letter "
    "WHERE state IN (0,3) AND lane<>'' GROUP BY lane";
constexpr const char* afterSql =
    "SELECT number,id,state,lane,behind,topic,partition,offset,timestamp_ms,key,value,headers,"
    "handler,error_class,error_code,error_message,attempts,first_failed_us,last_failed_us,awaits,"
    "cause,origin,source_topic,source_partition,hidden "
    "FROM dead_letter WHERE number>? AND state<>3 AND origin='' ORDER BY number LIMIT ?";
constexpr const char* getSql =
    "SELECT number,id,state,lane,behind,topic,partition,offset,timestamp_ms,key,value,headers,"
    "handler,error_class,error_code,error_message,attempts,first_failed_us,last_failed_us,awaits,"
    "cause,origin,source_topic,source_partition,hidden "
    "FROM dead_letter WHERE id=?";
constexpr const char* laneSql =
    "SELECT number,id,state,lane,behind,topic,partition,offset,timestamp_ms,key,value,headers,"
    "handler,error_class,error_code,error_message,attempts,first_failed_us,last_failed_us,awaits,"
    "cause,origin,source_topic,source_partition,hidden "
    "FROM dead_letter WHERE state IN (0,3) AND lane<>'' AND lane=? ORDER BY number LIMIT ?";
constexpr const char* clearSql =
    "SELECT number,id,state,lane,behind,topic,partition,offset,timestamp_ms,key,value,headers,"
    "handler,error_class,error_code,error_message,attempts,first_failed_us,last_failed_us,awaits,"
    "cause,origin,source_topic,source_partition,hidden "
    "FROM dead_letter WHERE number>? AND (hidden IS NULL OR substr(hidden,1,1)=x'00') "
    "ORDER BY number LIMIT ?";
constexpr const char* clearHeldSql =
    "SELECT number,id,state,lane,behind,topic,partition,offset,timestamp_ms,key,value,headers,"
    "handler,error_class,error_code,error_message,attempts,first_failed_us,last_failed_us,awaits,"
    "cause,origin,source_topic,source_partition,hidden "
    "FROM dead_letter WHERE state IN (0,3) AND lane<>'' AND number>? AND "
    "(hidden IS NULL OR substr(hidden,1,1)=x'00') ORDER BY number LIMIT ?";
constexpr const char* sealSql =
    "UPDATE dead_letter SET lane=?,key=?,value=?,headers=x'',hidden=? WHERE number=?";
constexpr const char* countSql = "SELECT count(*) FROM dead_letter WHERE state=?";
constexpr const char* addEditSql = "INSERT INTO dead_letter_edit(letter,value) VALUES(?,?)";
constexpr const char* lastEditSql =
    "SELECT value FROM dead_letter_edit WHERE letter=? ORDER BY number DESC LIMIT 1";
constexpr const char* noteSql =
    "INSERT INTO dead_letter_note(letter,at_us,actor,action,reason) VALUES(?,?,?,?,?)";
constexpr const char* historySql =
    "SELECT at_us,actor,action,reason FROM dead_letter_note WHERE letter=? ORDER BY number";

// Nobody knows whom a letter without a lane is about: it is forgotten alone.
std::string subjectOf(const DeadLetter& letter)
{
    return letter.lane.empty() ? letter.id.toString() : letter.lane;
}

void packOptional(Packer& out, const std::optional<Bytes>& value)
{
    out.number(value ? 1 : 0).bytes(value ? BytesView(*value) : BytesView());
}

std::optional<Bytes> unpackOptional(Unpacker& in)
{
    const bool there = in.number() != 0;
    const BytesView value = in.bytes();
    return there ? std::optional(Bytes(value)) : std::nullopt;
}

// What tells whom the letter is about.
Bytes packHidden(const DeadLetter& letter)
{
    Packer out;
    packOptional(out, letter.key);
    out.number(static_cast<std::int64_t>(letter.headers.size()));
    for (const auto& [name, value] : letter.headers) {
        out.bytes(name);
        packOptional(out, value);
    }
    return std::move(out).take();
}

void unpackHeaders(Unpacker& in, DeadLetter& letter)
{
    for (std::int64_t left = in.number(); left > 0 && in.good(); --left) {
        std::string name(in.bytes());
        letter.headers.emplace_back(std::move(name), unpackOptional(in));
    }
}

Query& bindOptional(Query& query, const std::optional<Bytes>& value)
{
    return value ? query.blob(*value) : query.null();
}

std::optional<Bytes> optionalAt(const Query& query, int column)
{
    return query.nullAt(column) ? std::nullopt : std::optional(query.textAt(column));
}

} // namespace

Result<DeadLetters::Sealed> DeadLetters::sealedParts(const DeadLetter& letter) const
{
    Sealed out;
    if (letter.value) {
        LOCUS_TRY_VALUE(value, m_codec.seal(*letter.value, subjectOf(letter)));
        out.value = std::move(value);
    }
    if (letter.key) {
        out.key = m_codec.lookUp(*letter.key);
    }
    LOCUS_TRY_VALUE(hidden, m_codec.seal(packHidden(letter), subjectOf(letter)));
    out.hidden = std::move(hidden);
    return out;
}

Result<bool> DeadLetters::add(const DeadLetter& letter)
{
    LOCUS_TRY_VALUE(sealed, sealedParts(letter));
    Query query(m_database, addSql);
    query.blob(octetsOf(letter.id)).number(static_cast<int>(letter.state)).text(letter.lane);
    letter.behind ? query.blob(octetsOf(*letter.behind)) : query.null();
    query.text(letter.topic)
        .number(letter.partition)
        .number(letter.offset)
        .number(letter.timestampMs);
    bindOptional(query, sealed.key);
    bindOptional(query, sealed.value)
        .text(letter.handler)
        .text(letter.errorClass)
        .text(letter.errorCode)
        .text(letter.errorMessage)
        .number(letter.attempts)
        .number(toMicros(letter.firstFailed))
        .number(toMicros(letter.lastFailed))
        .text(letter.awaits)
        .text(letter.cause)
        .text(letter.origin)
        .text(letter.sourceTopic)
        .number(letter.sourcePartition)
        .blob(sealed.hidden);
    LOCUS_TRY(query.run());
    return m_database.rowsChanged() == 1;
}

Status DeadLetters::update(const DeadLetter& letter)
{
    Query query(m_database, updateSql);
    query.number(static_cast<int>(letter.state)).text(letter.lane);
    letter.behind ? query.blob(octetsOf(*letter.behind)) : query.null();
    return query.text(letter.awaits)
        .text(letter.handler)
        .text(letter.errorClass)
        .text(letter.errorCode)
        .text(letter.errorMessage)
        .number(letter.attempts)
        .number(toMicros(letter.lastFailed))
        .text(letter.cause)
        .blob(octetsOf(letter.id))
        .run();
}

Status DeadLetters::renumber(const Uuid& id)
{
    return Query(m_database, renumberSql).blob(octetsOf(id)).run();
}

Status DeadLetters::remove(const Uuid& id)
{
    return Query(m_database, removeSql).blob(octetsOf(id)).run();
}

Result<std::vector<Uuid>> DeadLetters::parkWaiting(
    std::string_view lane, const Uuid& first, const Why& why)
{
    std::vector<Uuid> out;
    Query query(m_database, waitingSql);
    query.text(lane);
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            break;
        }
        out.push_back(uuidFromOctets(query.bytesAt(0)));
    }
    for (const Uuid& id : out) {
        LOCUS_TRY(Query(m_database, parkSql)
                      .blob(octetsOf(first))
                      .text(why.errorCode)
                      .text(why.errorMessage)
                      .text(why.cause)
                      .blob(octetsOf(id))
                      .run());
    }
    return out;
}

Result<std::vector<LaneHead>> DeadLetters::laneHeads()
{
    std::vector<LaneHead> out;
    Query query(m_database, headsSql);
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            return out;
        }
        out.push_back({ query.textAt(1), uuidFromOctets(query.bytesAt(2)), query.integerAt(3) != 0,
            query.textAt(4) });
    }
}

// Rows of before format 13 have it in columns of their own.
Status DeadLetters::readHidden(const Query& query, DeadLetter& letter) const
{
    if (query.nullAt(24)) {
        letter.key = optionalAt(query, 9);
        Unpacker in(query.bytesAt(11));
        unpackHeaders(in, letter);
        return {};
    }
    LOCUS_TRY_VALUE(hidden, openIfKept(m_codec, query.bytesAt(24)));
    if (hidden) {
        Unpacker in(*hidden);
        letter.key = unpackOptional(in);
        unpackHeaders(in, letter);
    }
    return {};
}

Result<std::vector<DeadLetter>> DeadLetters::collect(Query& query)
{
    std::vector<DeadLetter> out;
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            return out;
        }
        DeadLetter letter;
        letter.number = query.integerAt(0);
        letter.id = uuidFromOctets(query.bytesAt(1));
        letter.state = static_cast<DeadLetter::State>(query.integerAt(2));
        letter.lane = query.textAt(3);
        if (!query.nullAt(4)) {
            letter.behind = uuidFromOctets(query.bytesAt(4));
        }
        letter.topic = query.textAt(5);
        letter.partition = static_cast<std::int32_t>(query.integerAt(6));
        letter.offset = query.integerAt(7);
        letter.timestampMs = query.integerAt(8);
        LOCUS_TRY(readHidden(query, letter));
        if (!query.nullAt(10)) {
            LOCUS_TRY_VALUE(value, openIfKept(m_codec, query.bytesAt(10)));
            letter.value = std::move(value);
        }
        letter.handler = query.textAt(12);
        letter.errorClass = query.textAt(13);
        letter.errorCode = query.textAt(14);
        letter.errorMessage = query.textAt(15);
        letter.attempts = static_cast<int>(query.integerAt(16));
        letter.firstFailed = fromMicros(query.integerAt(17));
        letter.lastFailed = fromMicros(query.integerAt(18));
        letter.awaits = query.textAt(19);
        letter.cause = query.textAt(20);
        letter.origin = query.textAt(21);
        letter.sourceTopic = query.textAt(22);
        letter.sourcePartition = static_cast<std::int32_t>(query.integerAt(23));
        out.push_back(std::move(letter));
    }
}

Result<std::vector<DeadLetter>> DeadLetters::after(std::int64_t number, std::size_t limit)
{
    Query query(m_database, afterSql);
    query.number(number).number(static_cast<std::int64_t>(limit));
    return collect(query);
}

Result<DeadLetter> DeadLetters::get(const Uuid& id)
{
    Query query(m_database, getSql);
    query.blob(octetsOf(id));
    LOCUS_TRY_VALUE(found, collect(query));
    if (found.empty()) {
        return notFound("dead_letters.unknown", "there is no dead letter " + id.toString());
    }
    return std::move(found.front());
}

Result<std::vector<DeadLetter>> DeadLetters::ofLane(std::string_view lane, std::size_t limit)
{
    Query query(m_database, laneSql);
    query.text(lane).number(static_cast<std::int64_t>(limit));
    return collect(query);
}

Result<std::int64_t> DeadLetters::count(DeadLetter::State state)
{
    Query query(m_database, countSql);
    LOCUS_TRY(query.number(static_cast<int>(state)).step());
    return query.integerAt(0);
}

Result<std::vector<DeadLetter>> DeadLetters::inTheClear(
    std::int64_t number, bool heldAlone, std::size_t limit)
{
    Query query(m_database, heldAlone ? clearHeldSql : clearSql);
    query.number(number).number(static_cast<std::int64_t>(limit));
    return collect(query);
}

Status DeadLetters::seal(DeadLetter letter)
{
    letter.lane = m_codec.lookUp(letter.lane);
    LOCUS_TRY_VALUE(sealed, sealedParts(letter));
    Query query(m_database, sealSql);
    query.text(letter.lane);
    bindOptional(query, sealed.key);
    return bindOptional(query, sealed.value).blob(sealed.hidden).number(letter.number).run();
}

Status DeadLetters::addEdit(const DeadLetter& letter, BytesView value)
{
    LOCUS_TRY_VALUE(sealed, m_codec.seal(value, subjectOf(letter)));
    return Query(m_database, addEditSql).blob(octetsOf(letter.id)).blob(sealed).run();
}

Result<std::optional<Bytes>> DeadLetters::lastEdit(const Uuid& id)
{
    Query query(m_database, lastEditSql);
    query.blob(octetsOf(id));
    LOCUS_TRY_VALUE(row, query.step());
    if (!row) {
        return std::optional<Bytes>();
    }
    return openIfKept(m_codec, query.bytesAt(0));
}

Status DeadLetters::note(const DeadLetterNote& note)
{
    return Query(m_database, noteSql)
        .blob(octetsOf(note.letter))
        .number(toMicros(note.at))
        .text(note.actor)
        .text(note.action)
        .text(note.reason)
        .run();
}

Result<std::vector<DeadLetterNote>> DeadLetters::history(const Uuid& id)
{
    std::vector<DeadLetterNote> out;
    Query query(m_database, historySql);
    query.blob(octetsOf(id));
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            return out;
        }
        out.push_back({ id, fromMicros(query.integerAt(0)), query.textAt(1), query.textAt(2),
            query.textAt(3) });
    }
}

} // namespace locus::store
