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
        Discarded,
        Waiting // no dead letter yet: its lane is tried again by a timer
    };

    std::int64_t number = 0; // orders a lane and the dead-letter topics; given by add()
    Uuid id;
    State state = State::Open;
    std::string lane; // as PayloadCodec::lookUp() makes it; empty: blocks nothing
    std::optional<Uuid> behind; // parked because this one of its lane was, not by its own fault
    std::string awaits {}; // stream that must begin before it can be applied; may be empty
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
    std::string cause {}; // dead_letters::Cause::key
    // Of other programs alone: the framework, and where the record failed as far as it tells.
    std::string origin {};
    std::string sourceTopic {};
    std::int32_t sourcePartition = -1;
};

// What was done with a dead letter, when, by whom and why. `actor` is empty for the core itself.
struct DeadLetterNote
{
    Uuid letter;
    Instant at {};
    std::string actor {};
    std::string action; // "parked" "redriven" "failed" "discarded" "edited" "revealed"
    std::string reason {}; // error code, or a person's words
};

// The first record of a lane that is held back.
struct LaneHead
{
    std::string lane;
    Uuid id;
    bool moving = false; // a timer tries it again; false: parked until a person decides
    std::string awaits {};
};

// Records that are held back: dead letters for people to decide, and those that wait. A lane is
// what is Open or Waiting under its name, in the order of `number`.
class DeadLetters
{
public:
    DeadLetters(Database& database, const PayloadCodec& codec)
        : m_database(database)
        , m_codec(codec)
    { }

    // The same id again changes nothing; returns whether it was new.
    Result<bool> add(const DeadLetter& letter);
    // State, lane, behind, awaits, handler, error, attempts, last failure; the record stays.
    Status update(const DeadLetter& letter);
    // Numbers it as if it had been added now, so that it is published: for one that waited.
    Status renumber(const Uuid& id);
    Status remove(const Uuid& id); // a record that waited and was applied
    // Those of a lane that wait become dead letters behind `first`, in order; returns which.
    struct Why
    {
        std::string_view errorCode;
        std::string_view errorMessage;
        std::string cause;
    };
    Result<std::vector<Uuid>> parkWaiting(std::string_view lane, const Uuid& first, const Why& why);

    Result<std::vector<LaneHead>> laneHeads();
    // The first ones of a lane, in order.
    Result<std::vector<DeadLetter>> ofLane(std::string_view lane, std::size_t limit);
    // Behind `number`, in order, without those that wait and those of other programs: what is
    // published to the dead-letter topics.
    Result<std::vector<DeadLetter>> after(std::int64_t number, std::size_t limit);
    // Errors: not_found "dead_letters.unknown".
    Result<DeadLetter> get(const Uuid& id);
    Result<std::int64_t> count(DeadLetter::State state);

    // A value in place of the one that came, which stays; the last one counts.
    Status addEdit(const DeadLetter& letter, BytesView value);
    Result<std::optional<Bytes>> lastEdit(const Uuid& id);

    // Those behind `number` that a store of before sealing left in the clear, in order; or those of
    // them alone that hold a lane back.
    Result<std::vector<DeadLetter>> inTheClear(
        std::int64_t number, bool heldAlone, std::size_t limit);
    // Seals such a row, and names its lane as sealing does.
    Status seal(DeadLetter letter);

    Status note(const DeadLetterNote& note);
    Result<std::vector<DeadLetterNote>> history(const Uuid& id); // in order

private:
    struct Sealed // what a row holds of what may name somebody
    {
        std::optional<Bytes> key; // its keyed hash
        std::optional<Bytes> value;
        Bytes hidden; // key and headers
    };
    Result<Sealed> sealedParts(const DeadLetter& letter) const;
    Status readHidden(const sqlite::Query& query, DeadLetter& letter) const;
    Result<std::vector<DeadLetter>> collect(sqlite::Query& query);

    Database& m_database;
    const PayloadCodec& m_codec;
};

} // namespace locus::store
