// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/dead_letters/redrive.h"

namespace locus::dead_letters {

// What a person wants redriven, as the body of a command.
struct RedriveOrder
{
    Selection selection;
    std::string topic; // empty: each is applied here
    std::int64_t ratePerSecond = defaultRate;
    std::string reason;
    std::optional<std::int64_t> expect; // how many the person was told; others: refused

    [[nodiscard]] Bytes toJson() const;
    // Errors: those of events::JsonMembers and of ids and times.
    static Result<RedriveOrder> fromJson(BytesView text);
};

// What became of one letter of a run, from the runner to the loop.
struct RedriveStep
{
    enum class Outcome : std::uint8_t
    {
        Apply, // apply it here, now
        Sent,
        NotSent
    };
    Uuid run;
    Uuid letter;
    Outcome outcome = Outcome::Apply;
    std::string result; // of Sent: "topic/partition/offset"; of NotSent: an error code

    [[nodiscard]] Bytes toJson() const;
    static Result<RedriveStep> fromJson(BytesView text);
};

} // namespace locus::dead_letters
