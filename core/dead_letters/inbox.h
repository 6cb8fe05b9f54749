// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/uuid.h"
#include "core/dead_letters/cause.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace locus::dead_letters {

enum class LetterState : std::uint8_t
{
    Open, // waits for a person
    Redriven,
    Discarded,
    Waiting // no dead letter yet: its lane is tried again by a timer
};
inline constexpr std::array letterStates { LetterState::Open, LetterState::Redriven,
    LetterState::Discarded, LetterState::Waiting };
std::string_view toString(LetterState state); // "open" "redriven" "discarded" "waiting"
std::optional<LetterState> letterStateFrom(std::string_view name);

// What a list shows of one record that is or was held back; nothing of its payload.
struct Letter
{
    std::int64_t number = 0; // their order, also within a lane
    Uuid id;
    LetterState state = LetterState::Open;
    std::optional<Uuid> behind; // held back because this one of its lane was
    std::string topic; // where the record stands
    std::int32_t partition = 0; // -1: a record of ours that the bus refused
    std::int64_t offset = 0;
    std::int64_t timestampMs = 0;
    std::string handler;
    std::string errorClass; // "retriable" or "poison"
    std::string errorCode;
    std::string errorMessage; // no payload text
    int attempts = 0;
    Instant firstFailed {};
    Instant lastFailed {};
    std::string cause; // Cause::key
    // Of a dead letter that another program wrote, from the headers; empty of our own.
    std::string origin; // its framework, or "unknown"
    std::string sourceTopic; // where the record failed; empty: it does not tell
};

// Every member narrows; empty: all.
struct LetterFilter
{
    std::vector<LetterState> states;
    std::string topic;
    std::string handler;
    std::string errorCode;
    std::string cause;
    std::optional<Instant> since; // by the last failure; inclusive
    std::optional<Instant> until; // exclusive
    bool firstOnly = false; // not those behind another one of their lane
};

struct LetterQuery
{
    LetterFilter filter;
    bool descending = true; // by number
    int limit = 200; // 1..500
    std::string after; // opaque key of the last row seen; empty: from the start
};

struct LetterPage
{
    std::vector<Letter> items;
    std::string next; // empty: no more
    std::optional<std::int64_t> total; // exact, or nothing
};

// What was done with it, when, by whom and why.
struct LetterNote
{
    Instant at {};
    std::string actor; // empty: the core itself
    std::string action; // "parked" "failed" "redriven" "discarded" "edited" "revealed"
    std::string reason; // error code, or a person's words

    // Then the reason is a code.
    [[nodiscard]] bool isByCore() const { return action == "parked" || action == "failed"; }
};

struct ShownHeader
{
    std::string name;
    std::optional<std::int64_t> bytes; // none: a header without value
    std::optional<std::string> text; // none: hidden, it may quote payload
};

// One letter without its payload: sizes, headers that cannot quote it, history.
struct LetterDetail
{
    Letter letter;
    std::optional<std::int64_t> keyBytes;
    std::optional<std::int64_t> valueBytes;
    std::vector<ShownHeader> headers;
    std::vector<LetterNote> history;
};

// Octet for octet: only for those who may see payload.
struct LetterContent
{
    Uuid id;
    std::optional<Bytes> key;
    std::optional<Bytes> value; // as it came
    std::vector<std::pair<std::string, std::optional<Bytes>>> headers;
    std::optional<Bytes> edited; // what a person put in the value's place
};

struct CauseCount
{
    Cause cause;
    std::string origin; // as Letter::origin
    std::int64_t letters = 0; // that match the filter
    std::int64_t first = 0; // of those, not behind another one
    Instant firstFailed {};
    Instant lastFailed {};
    Uuid sample; // the latest
};

struct LetterStats
{
    std::array<std::int64_t, letterStates.size()> byState {}; // of all, in their order
    std::optional<Instant> oldestOpen;
    std::vector<CauseCount> causes; // most letters first
};

inline constexpr std::string_view unknownOrigin = "unknown";

// The cause of a failure of Locus's own, as its dead-letter headers tell it.
Cause causeOfOwn(std::string_view errorCode, std::string_view errorMessage,
    std::string_view handler, std::string_view topic);

} // namespace locus::dead_letters
