// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/base/uuid.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace locus {
class PayloadCodec;
}

namespace locus::sqlite {
class Query;
}

namespace locus::store {

class Database;

// A record that could not be handled, octet for octet, with its place and the cause.
struct DeadLetter
{
    enum class State : std::uint8_t
    {
        Open,
        Redriven,
        Discarded
    };

    std::int64_t number = 0; // in order of parking; given by add()
    Uuid id;
    State state = State::Open;
    std::string lane; // empty: blocks nothing
    std::optional<Uuid> behind; // parked because this one of its lane was, not by its own fault
    std::string topic;
    std::int32_t partition = 0;
    std::int64_t offset = 0;
    std::int64_t timestampMs = 0;
    std::optional<Bytes> key;
    std::optional<Bytes> value;
    std::vector<std::pair<std::string, std::optional<Bytes>>> headers;
    std::string handler; // role
    std::string errorClass; // "retriable" or "poison"
    std::string errorCode;
    std::string errorMessage; // no payload text
    int attempts = 1;
    Instant firstFailed {};
    Instant lastFailed {};
};

class DeadLetters
{
public:
    DeadLetters(Database& database, const PayloadCodec& codec)
        : m_database(database)
        , m_codec(codec)
    { }

    // The same id again changes nothing; returns whether it was new.
    Result<bool> add(const DeadLetter& letter);
    // Lanes with an open letter and the first one of each.
    Result<std::vector<std::pair<std::string, Uuid>>> parkedLanes();
    // Behind `number`, in order: what is published to the dead-letter topics.
    Result<std::vector<DeadLetter>> after(std::int64_t number, std::size_t limit);
    // Errors: not_found "dead_letters.unknown".
    Result<DeadLetter> get(const Uuid& id);
    Status setState(const Uuid& id, DeadLetter::State state);
    // Open ones of a lane, in order.
    Result<std::vector<DeadLetter>> ofLane(std::string_view lane, std::size_t limit);
    Result<std::int64_t> count(DeadLetter::State state);

private:
    Result<std::vector<DeadLetter>> collect(sqlite::Query& query);

    Database& m_database;
    const PayloadCodec& m_codec;
};

} // namespace locus::store
