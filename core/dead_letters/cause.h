// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dead_letters/failure.h"

#include <span>
#include <string>
#include <vector>

namespace locus::dead_letters {

// Why records failed, alike for all that failed for the same reason.
struct Cause
{
    std::string key; // 16 hexadecimal digits, the same on every machine and in every release
    Family family = Family::None;
    std::string errorClass; // root cause, else direct cause, else what is reported; may be empty
    std::string message; // of that error, without numbers, ids and quoted text; may be empty
    std::string handler; // connector, Locus handler or consumer group; may be empty
    std::string topic; // of the record that failed, else the dead-letter topic
};

// `topic`: where the dead letter stands.
Cause causeOf(const Failure& failure, std::string_view topic);

// Numbers, words that hold one, and quoted text replaced; at most 200 octets of UTF-8.
std::string normalisedMessage(std::string_view message);

struct FailedRecord
{
    Failure failure;
    Place place; // where the dead letter stands
};

struct CauseGroup
{
    Cause cause;
    std::size_t deadLetters = 0;
    std::size_t retries = 0;
    std::optional<std::int64_t> firstMs; // time of the earliest and the latest of them
    std::optional<std::int64_t> lastMs;
    Place sample; // the latest
    std::vector<std::string> topics; // where they stand, sorted
    std::optional<std::int64_t> fewestAttempts; // of those that tell
    std::optional<std::int64_t> mostAttempts;
};

// Most dead letters first. Records that did not fail (Role::None) are left out.
std::vector<CauseGroup> groupByCause(std::span<const FailedRecord> records);

// One sentence for people, in English, for the command line.
std::string describe(const CauseGroup& group);

} // namespace locus::dead_letters
