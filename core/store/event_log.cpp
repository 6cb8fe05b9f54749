// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/event_log.h"

#include "core/base/checksum.h"
#include "core/base/payload_codec.h"
#include "core/store/database.h"
#include "core/store/kept.h"

#include <algorithm>
#include <array>

namespace locus::store {

namespace {

constexpr std::size_t mostHeads = 10'000;
constexpr const char* insertSql = "INSERT INTO event_log(id,type,stream,stream_version,is_local,"
                                  "recorded_us,topic,key,trace,value,checksum,previous) "
                                  "VALUES(?,?,?,?,?,?,?,?,?,?,?,?)";
constexpr const char* headSql = "SELECT number,version,last FROM stream_head WHERE name=?";
constexpr const char* beginStreamSql = "INSERT INTO stream_head(name,version,last) VALUES(?,?,?)";
constexpr const char* moveHeadSql = "UPDATE stream_head SET version=?,last=? WHERE number=?";
constexpr const char* localSql =
    "SELECT position,id,type,stream,stream_version,is_local,recorded_us,topic,key,trace,value,"
    "checksum FROM event_log WHERE position>? AND is_local=1 ORDER BY position LIMIT ?";
constexpr const char* countSql = "SELECT count(*) FROM event_log WHERE position>? AND is_local=1";
constexpr const char* oneSql =
    "SELECT position,id,type,stream,stream_version,is_local,recorded_us,topic,key,trace,value,"
    "checksum,previous FROM event_log WHERE position=?";
// With what the row before it in its stream says of itself.
constexpr const char* someSql =
    "SELECT e.position,e.id,e.type,e.stream,e.stream_version,e.is_local,e.recorded_us,e.topic,"
    "e.key,e.trace,e.value,e.checksum,e.previous,b.stream,b.stream_version FROM event_log AS e "
    "LEFT JOIN event_log AS b ON b.position=e.previous WHERE e.position>? ORDER BY e.position "
    "LIMIT ?";
constexpr const char* wrongHeadSql =
    "SELECT h.number FROM stream_head AS h LEFT JOIN event_log AS e ON e.position=h.last "
    "WHERE e.position IS NULL OR e.stream<>h.name OR e.stream_version<>h.version LIMIT 1";
constexpr const char* resealSql = "UPDATE event_log SET value=?,checksum=? WHERE position=?";
constexpr const char* previousSql = "SELECT previous FROM event_log WHERE position=?";
constexpr const char* lastSql = "SELECT max(position) FROM event_log";
constexpr const char* cursorSql = "SELECT position FROM relay_cursor WHERE source=?";
constexpr const char* setCursorSql = "INSERT OR REPLACE INTO relay_cursor VALUES(?,?)";

// The position is not part of it: it is not known before the row is written.
std::int64_t checksumOf(const LoggedEvent& event, BytesView sealed)
{
    const std::array<std::int64_t, 3> numbers { static_cast<std::int64_t>(event.streamVersion),
        event.local ? 1 : 0, toMicros(event.recorded) };
    std::array<char, 8 * numbers.size()> octets {}; // little-endian
    for (std::size_t i = 0; i < octets.size(); ++i) {
        octets[i] = static_cast<char>(static_cast<std::uint64_t>(numbers[i / 8]) >> (i % 8 * 8));
    }
    return static_cast<std::int64_t>(quickChecksum({ event.id, event.type, event.stream,
        BytesView(octets.data(), octets.size()), event.topic, event.key, event.trace, sealed }));
}

// Of rows that were written up to format 11.
std::int64_t formerChecksumOf(const LoggedEvent& event, BytesView sealed)
{
    const std::string numbers = std::to_string(event.streamVersion) + (event.local ? "l" : "f")
        + std::to_string(toMicros(event.recorded));
    return static_cast<std::int64_t>(checksum({ event.id, event.type, event.stream, numbers,
        event.topic, event.key, event.trace, sealed }));
}

LoggedEvent eventAt(const Query& query)
{
    LoggedEvent event;
    event.position = query.integerAt(0);
    event.id = query.textAt(1);
    event.type = query.textAt(2);
    event.stream = query.textAt(3);
    event.streamVersion = static_cast<std::uint64_t>(query.integerAt(4));
    event.local = query.integerAt(5) != 0;
    event.recorded = fromMicros(query.integerAt(6));
    event.topic = query.textAt(7);
    event.key = query.textAt(8);
    event.trace = query.textAt(9);
    return event;
}

Status verify(const LoggedEvent& event, const Query& query)
{
    const BytesView sealed = query.bytesAt(10);
    const std::int64_t stored = query.integerAt(11);
    if (checksumOf(event, sealed) != stored && formerChecksumOf(event, sealed) != stored) {
        return fatal("store.damaged",
            "the event at position " + std::to_string(event.position)
                + " does not match its checksum");
    }
    return {};
}

// What no checksum covers: the way back through the log.
Status verifyChain(const LoggedEvent& event, const Query& query)
{
    const std::int64_t previous = query.integerAt(12);
    const bool leads = previous > 0 && previous < event.position
        && query.bytesAt(13) == event.stream
        && query.integerAt(14) < static_cast<std::int64_t>(event.streamVersion);
    if (previous != 0 && !leads) {
        return fatal("store.damaged",
            "the event at position " + std::to_string(event.position)
                + " does not name the one before it in its stream");
    }
    return {};
}

} // namespace

Result<EventLog::Head> EventLog::headOf(std::string_view stream)
{
    Query query(m_database, headSql);
    LOCUS_TRY_VALUE(row, query.text(stream).step());
    return row ? Head { query.integerAt(0), static_cast<std::uint64_t>(query.integerAt(1)),
        query.integerAt(2), false }
               : Head {};
}

void EventLog::forgetUndone()
{
    if (m_headsOf != m_database.undone()) {
        m_heads.clear();
        m_moved.clear();
        m_headsOf = m_database.undone();
    }
}

Result<EventLog::KnownHead*> EventLog::knownHead(const std::string& stream)
{
    forgetUndone();
    const auto known = m_heads.find(stream);
    if (known != m_heads.end()) {
        return &*known;
    }
    if (m_heads.size() >= mostHeads) {
        LOCUS_TRY(moveHeads());
        m_heads.clear();
    }
    LOCUS_TRY_VALUE(head, headOf(stream));
    return &*m_heads.emplace(stream, head).first;
}

Status EventLog::moveHeads()
{
    forgetUndone();
    for (KnownHead* const moved : m_moved) {
        LOCUS_TRY(moveHead(moved->first, moved->second));
        moved->second.moved = false;
    }
    m_moved.clear();
    return {};
}

Status EventLog::moveHead(std::string_view stream, Head& head)
{
    const auto version = static_cast<std::int64_t>(head.version);
    if (head.stream != 0) {
        return Query(m_database, moveHeadSql)
            .number(version)
            .number(head.last)
            .number(head.stream)
            .run();
    }
    LOCUS_TRY(
        Query(m_database, beginStreamSql).text(stream).number(version).number(head.last).run());
    head.stream = m_database.lastRowId();
    return {};
}

Result<std::int64_t> EventLog::append(const LoggedEvent& event, std::string_view subject)
{
    LOCUS_TRY_VALUE(position, appendOne(event, subject));
    LOCUS_TRY(moveHeads());
    return position;
}

Result<std::int64_t> EventLog::appendOne(const LoggedEvent& event, std::string_view subject)
{
    KnownHead* known = nullptr;
    if (event.streamVersion > 0) {
        LOCUS_TRY_VALUE(found, knownHead(event.stream));
        known = found;
        if (event.streamVersion <= known->second.version) {
            return fatal("store.version_taken",
                "version " + std::to_string(event.streamVersion)
                    + " of a stream was to be written behind version "
                    + std::to_string(known->second.version));
        }
    }
    LOCUS_TRY_VALUE(sealed, m_codec.seal(event.value, subject));
    LOCUS_TRY(Query(m_database, insertSql)
                  .text(event.id)
                  .text(event.type)
                  .text(event.stream)
                  .number(static_cast<std::int64_t>(event.streamVersion))
                  .number(event.local ? 1 : 0)
                  .number(toMicros(event.recorded))
                  .text(event.topic)
                  .text(event.key)
                  .text(event.trace)
                  .blob(sealed)
                  .number(checksumOf(event, sealed))
                  .number(known == nullptr ? 0 : known->second.last)
                  .run());
    const std::int64_t position = m_database.lastRowId();
    if (known != nullptr) {
        Head& head = known->second;
        head.version = event.streamVersion;
        head.last = position;
        if (!std::exchange(head.moved, true)) {
            m_moved.push_back(known);
        }
    }
    return position;
}

Result<std::uint64_t> EventLog::versionOf(std::string_view stream)
{
    LOCUS_TRY(moveHeads()); // what is read is what was appended
    LOCUS_TRY_VALUE(head, headOf(stream));
    return head.version;
}

Result<LoggedEvent> EventLog::opened(const Query& query)
{
    LoggedEvent event = eventAt(query);
    LOCUS_TRY(verify(event, query));
    LOCUS_TRY_VALUE(value, openIfKept(m_codec, query.bytesAt(10)));
    event.forgotten = !value;
    event.value = std::move(value).value_or(Bytes());
    return event;
}

Result<std::vector<LoggedEvent>> EventLog::localAfter(
    std::int64_t position, std::size_t limit, std::size_t maxBytes)
{
    Query query(m_database, localSql);
    query.number(position).number(static_cast<std::int64_t>(limit));
    std::vector<LoggedEvent> events;
    std::size_t bytes = 0;
    while (events.size() < limit && bytes < maxBytes) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            break;
        }
        LOCUS_TRY_VALUE(event, opened(query));
        bytes += event.value.size();
        events.push_back(std::move(event));
    }
    return events;
}

Result<std::vector<LoggedEvent>> EventLog::stream(std::string_view stream)
{
    LOCUS_TRY(moveHeads()); // what is read is what was appended
    LOCUS_TRY_VALUE(head, headOf(stream));
    std::vector<LoggedEvent> events;
    for (std::int64_t position = head.last; position != 0;) {
        Query query(m_database, oneSql);
        LOCUS_TRY_VALUE(row, query.number(position).step());
        const bool isHead = position == head.last;
        if (!row || query.bytesAt(3) != stream || query.integerAt(12) >= position
            || (isHead && query.integerAt(4) != static_cast<std::int64_t>(head.version))) {
            return fatal("store.damaged",
                "the event at position " + std::to_string(position)
                    + " is not the one that its stream names");
        }
        LOCUS_TRY_VALUE(event, opened(query));
        events.push_back(std::move(event));
        position = query.integerAt(12);
    }
    std::reverse(events.begin(), events.end());
    return events;
}

Result<std::vector<LoggedEvent>> EventLog::newestOf(
    const std::vector<std::string>& streams, std::int64_t before, std::size_t limit)
{
    LOCUS_TRY(moveHeads()); // what is read is what was appended
    std::vector<std::int64_t> next; // of each stream the newest that was not taken yet
    for (const std::string& stream : streams) {
        LOCUS_TRY_VALUE(head, headOf(stream));
        std::int64_t position = head.last;
        while (position != 0 && before != 0 && position >= before) {
            Query query(m_database, previousSql);
            LOCUS_TRY_VALUE(row, query.number(position).step());
            position = row && query.integerAt(0) < position ? query.integerAt(0) : 0;
        }
        next.push_back(position);
    }
    std::vector<LoggedEvent> events;
    while (events.size() < limit) {
        const auto newest = std::max_element(next.begin(), next.end());
        if (newest == next.end() || *newest == 0) {
            break;
        }
        Query query(m_database, oneSql);
        LOCUS_TRY_VALUE(row, query.number(*newest).step());
        if (!row || query.integerAt(12) >= *newest) {
            return fatal("store.damaged",
                "the event at position " + std::to_string(*newest)
                    + " is not the one that its stream names");
        }
        LOCUS_TRY_VALUE(event, opened(query));
        *newest = query.integerAt(12);
        events.push_back(std::move(event));
    }
    return events;
}

Result<std::int64_t> EventLog::lastPosition()
{
    return m_database.integer(lastSql);
}

Result<std::int64_t> EventLog::localCount(std::int64_t position)
{
    Query query(m_database, countSql);
    LOCUS_TRY_VALUE(row, query.number(position).step());
    return row ? query.integerAt(0) : 0;
}

Result<std::int64_t> EventLog::cursor(std::string_view source)
{
    Query query(m_database, cursorSql);
    LOCUS_TRY_VALUE(row, query.text(source).step());
    return row ? query.integerAt(0) : std::int64_t { 0 };
}

Status EventLog::setCursor(std::string_view source, std::int64_t position)
{
    return Query(m_database, setCursorSql).text(source).number(position).run();
}

Result<std::int64_t> EventLog::resealAfter(
    std::int64_t position, std::int64_t limit, std::int64_t& sealed)
{
    std::vector<LoggedEvent> plain;
    std::int64_t last = position;
    {
        Query query(m_database, someSql);
        query.number(position).number(limit);
        for (;;) {
            LOCUS_TRY_VALUE(row, query.step());
            if (!row) {
                break;
            }
            last = query.integerAt(0);
            if (query.bytesAt(10).starts_with(PlainCodec::form)) {
                LOCUS_TRY_VALUE(event, opened(query));
                plain.push_back(std::move(event));
            }
        }
    }
    for (const LoggedEvent& event : plain) {
        LOCUS_TRY_VALUE(
            value, m_codec.seal(event.value, event.stream.substr(event.stream.find('/') + 1)));
        LOCUS_TRY(Query(m_database, resealSql)
                      .blob(value)
                      .number(checksumOf(event, value))
                      .number(event.position)
                      .run());
    }
    sealed += static_cast<std::int64_t>(plain.size());
    return last;
}

Status EventLog::verifyHeads()
{
    Query query(m_database, wrongHeadSql);
    LOCUS_TRY_VALUE(row, query.step());
    if (row) {
        return fatal("store.damaged",
            "stream " + std::to_string(query.integerAt(0)) + " does not name its last event");
    }
    return {};
}

Result<std::int64_t> EventLog::verifyAfter(std::int64_t position, std::int64_t limit)
{
    Query query(m_database, someSql);
    query.number(position).number(limit);
    for (std::int64_t last = position;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            LOCUS_TRY(last == position ? verifyHeads() : Status());
            return last;
        }
        const LoggedEvent event = eventAt(query);
        LOCUS_TRY(verify(event, query));
        LOCUS_TRY(verifyChain(event, query));
        last = event.position;
    }
}

} // namespace locus::store
