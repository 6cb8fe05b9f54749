// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/dead_letters.h"

#include "core/base/payload_codec.h"
#include "core/store/database.h"
#include "core/store/octets.h"
#include "core/store/packed.h"

namespace locus::store {

namespace {

constexpr const char* addSql =
    "INSERT OR IGNORE INTO "
    "dead_letter(id,state,lane,behind,topic,partition,offset,timestamp_ms,key,"
    "value,headers,handler,error_class,error_code,error_message,attempts,first_failed_us,"
    "last_failed_us) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
constexpr const char* lanesSql = "SELECT lane, id FROM dead_letter WHERE state=0 AND lane<>'' "
                                 "ORDER BY number";
constexpr const char* afterSql =
    "SELECT number,id,state,lane,behind,topic,partition,offset,timestamp_ms,key,value,headers,"
    "handler,error_class,error_code,error_message,attempts,first_failed_us,last_failed_us "
    "FROM dead_letter WHERE number>? ORDER BY number LIMIT ?";
constexpr const char* getSql =
    "SELECT number,id,state,lane,behind,topic,partition,offset,timestamp_ms,key,value,headers,"
    "handler,error_class,error_code,error_message,attempts,first_failed_us,last_failed_us "
    "FROM dead_letter WHERE id=?";
constexpr const char* laneSql =
    "SELECT number,id,state,lane,behind,topic,partition,offset,timestamp_ms,key,value,headers,"
    "handler,error_class,error_code,error_message,attempts,first_failed_us,last_failed_us "
    "FROM dead_letter WHERE state=0 AND lane<>'' AND lane=? ORDER BY number LIMIT ?";
constexpr const char* stateSql = "UPDATE dead_letter SET state=? WHERE id=?";
constexpr const char* countSql = "SELECT count(*) FROM dead_letter WHERE state=?";

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

Bytes packHeaders(const DeadLetter& letter)
{
    Packer out;
    out.number(static_cast<std::int64_t>(letter.headers.size()));
    for (const auto& [name, value] : letter.headers) {
        out.bytes(name);
        packOptional(out, value);
    }
    return std::move(out).take();
}

void unpackHeaders(BytesView packed, DeadLetter& letter)
{
    Unpacker in(packed);
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

Result<bool> DeadLetters::add(const DeadLetter& letter)
{
    std::optional<Bytes> sealed;
    if (letter.value) {
        LOCUS_TRY_VALUE(value, m_codec.seal(*letter.value, letter.lane));
        sealed = std::move(value);
    }
    const Bytes headers = packHeaders(letter);
    Query query(m_database, addSql);
    query.blob(octetsOf(letter.id)).number(static_cast<int>(letter.state)).text(letter.lane);
    letter.behind ? query.blob(octetsOf(*letter.behind)) : query.null();
    query.text(letter.topic)
        .number(letter.partition)
        .number(letter.offset)
        .number(letter.timestampMs);
    bindOptional(query, letter.key);
    bindOptional(query, sealed)
        .blob(headers)
        .text(letter.handler)
        .text(letter.errorClass)
        .text(letter.errorCode)
        .text(letter.errorMessage)
        .number(letter.attempts)
        .number(toMicros(letter.firstFailed))
        .number(toMicros(letter.lastFailed));
    LOCUS_TRY(query.run());
    return m_database.rowsChanged() == 1;
}

Result<std::vector<std::pair<std::string, Uuid>>> DeadLetters::parkedLanes()
{
    std::vector<std::pair<std::string, Uuid>> out;
    Query query(m_database, lanesSql);
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            return out;
        }
        out.emplace_back(query.textAt(0), uuidFromOctets(query.bytesAt(1)));
    }
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
        letter.key = optionalAt(query, 9);
        if (!query.nullAt(10)) {
            LOCUS_TRY_VALUE(value, m_codec.open(query.bytesAt(10)));
            letter.value = std::move(value);
        }
        unpackHeaders(query.bytesAt(11), letter);
        letter.handler = query.textAt(12);
        letter.errorClass = query.textAt(13);
        letter.errorCode = query.textAt(14);
        letter.errorMessage = query.textAt(15);
        letter.attempts = static_cast<int>(query.integerAt(16));
        letter.firstFailed = fromMicros(query.integerAt(17));
        letter.lastFailed = fromMicros(query.integerAt(18));
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

Status DeadLetters::setState(const Uuid& id, DeadLetter::State state)
{
    return Query(m_database, stateSql).number(static_cast<int>(state)).blob(octetsOf(id)).run();
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

} // namespace locus::store
