// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/torture/history.h"

#include <span>
#include <string>
#include <vector>

namespace locus::torture {

// What can be wrong with a history. The kinds are those of Jepsen's queue and log checkers, plus
// what a dead letter must have (source: jepsen.io analyses of Redpanda 21.10.1 and Bufstream
// 0.1.0).
enum class Kind : std::uint8_t
{
    Lost, // acknowledged, and the core does not hold it
    Duplicate, // took effect more than once
    Aborted, // was refused, and took effect
    Phantom, // nobody ever sent it
    OutOfOrder, // events of an aggregate stand in a topic in another order than they were made
    Gap, // an event of an aggregate was never published, a later one was
    Unseen, // the core holds a version that no reader has seen after the quiet time
    OffsetDisagreement, // two readings of one offset differ
    NonMonotonicPoll, // a reader went back
    SkippedPoll, // a reader jumped over a record that another reader got
    Changed, // two events bear the same id
    LetterIncomplete, // a dead letter without its octets or its cause
    LetterTwice, // one record, two dead letters
};
std::string_view toString(Kind kind);

struct Violation
{
    Kind kind;
    std::string detail; // names the value, aggregate or offset
};

struct Verdict
{
    std::vector<Violation> violations;
    int invoked = 0; // values
    int acknowledged = 0;
    int refused = 0;
    int unknown = 0;
    int held = 0;
    int events = 0; // distinct
    int duplicatesOnWire = 0; // the same event at another offset: allowed, counted
    int letters = 0;

    [[nodiscard]] int count(Kind kind) const;
};

// Judges a whole history; knows nothing of how the core works.
Verdict check(std::span<const Entry> history);

} // namespace locus::torture
