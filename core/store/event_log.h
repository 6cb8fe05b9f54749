// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace locus {
class PayloadCodec;
}

namespace locus::sqlite {
class Query;
}

namespace locus::store {

class Database;

// One event as it goes, or came, over the bus. `stream` is "<Entity>/<aggregate id>".
struct LoggedEvent
{
    std::int64_t position = 0; // in the whole log; given by append()
    std::string id;
    std::string type;
    std::string stream;
    std::uint64_t streamVersion = 0; // 0: not ours to number
    bool local = true; // false: it came in from the bus and is never relayed
    Instant recorded {};
    std::string topic; // where it goes or came from
    std::string key; // record key
    std::string trace; // traceparent; may be empty
    Bytes value {}; // the record's value
    bool forgotten = false; // the key of its person was erased: there is no value any more
};

// All events in the order of their commit; also the outbox, read from a stored cursor. Each row has
// a checksum that every read verifies. An event of a stream names the position of the one before,
// and the stream the last one: an index would write a page for nearly every event, because streams
// lie all over it. Writing needs the writer's connection; reading any.
class EventLog
{
public:
    EventLog(Database& database, const PayloadCodec& codec)
        : m_database(database)
        , m_codec(codec)
    { }

    // Returns the position. `subject`: whose data the value is (see PayloadCodec). Errors: fatal
    // "store.version_taken" (the stream has that version or a later one).
    Result<std::int64_t> append(const LoggedEvent& event, std::string_view subject);
    // The same for one of several events: moveHeads() follows the last of them, before the
    // savepoint or transaction ends. Each stream's row is then written once.
    Result<std::int64_t> appendOne(const LoggedEvent& event, std::string_view subject);
    Status moveHeads();
    // The highest version of a stream; 0 if there is none.
    Result<std::uint64_t> versionOf(std::string_view stream);

    // Local events behind `position`, in order, at most `limit` and about `maxBytes`. Errors: fatal
    // "store.damaged" naming the position whose checksum is wrong.
    Result<std::vector<LoggedEvent>> localAfter(
        std::int64_t position, std::size_t limit, std::size_t maxBytes);
    // All events of a stream in order of version.
    Result<std::vector<LoggedEvent>> stream(std::string_view stream);
    // Events of several streams, newest first by position, below `before` (0: from the newest); at
    // most `limit`.
    Result<std::vector<LoggedEvent>> newestOf(
        const std::vector<std::string>& streams, std::int64_t before, std::size_t limit);
    Result<std::int64_t> lastPosition();
    // How many events that originate here stand behind the position.
    Result<std::int64_t> localCount(std::int64_t position);

    // Where a relay goes on: everything up to here has been acknowledged.
    Result<std::int64_t> cursor(std::string_view source);
    Status setCursor(std::string_view source, std::int64_t position);

    // Verifies checksums and chains of at most `limit` events behind `position`; returns the last
    // one's position, or `position` if there are no more and every stream names its last one. For a
    // reader while serving.
    Result<std::int64_t> verifyAfter(std::int64_t position, std::int64_t limit);

    // Seals what of those events stands in the clear, each under its aggregate; returns as
    // verifyAfter() does and adds to `sealed` how many there were.
    Result<std::int64_t> resealAfter(
        std::int64_t position, std::int64_t limit, std::int64_t& sealed);

private:
    Status verifyHeads();
    // The newest event of a stream; none: zeros.
    struct Head
    {
        std::int64_t stream = 0; // its number; 0: none yet
        std::uint64_t version = 0;
        std::int64_t last = 0; // its position
        bool moved = false; // not written yet
    };
    using KnownHead = std::pair<const std::string, Head>;
    Result<Head> headOf(std::string_view stream);
    // The writer's: from memory where it can.
    Result<KnownHead*> knownHead(const std::string& stream);
    Status moveHead(std::string_view stream, Head& head);
    void forgetUndone();
    Result<LoggedEvent> opened(const sqlite::Query& query);

    Database& m_database;
    const PayloadCodec& m_codec;
    std::unordered_map<std::string, Head> m_heads; // of busy streams
    std::vector<KnownHead*> m_moved; // in m_heads
    std::uint64_t m_headsOf = 0; // Database::undone() when they were noted
};

} // namespace locus::store
