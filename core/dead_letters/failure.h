// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::dead_letters {

// Who wrote a dead letter or a retry record.
enum class Family : std::uint8_t
{
    None, // no failure header
    Spring,
    SpringCloudStream,
    Connect,
    Streams,
    SmallRye,
    ShareGroup,
    Locus
};
std::string_view toString(Family family); // "spring-kafka" ..., empty for None

enum class Role : std::uint8_t
{
    None, // neither
    DeadLetter,
    Retry
};
std::string_view toString(Role role); // "dead-letter", "retry", empty for None

// Where a record stood. What is not told is empty.
struct Place
{
    std::optional<std::string> topic;
    std::optional<std::int64_t> partition;
    std::optional<std::int64_t> offset;
    std::optional<std::int64_t> timestampMs; // since 1970

    bool operator==(const Place&) const = default;
};

// An error as the record reports it. Everything may hold payload text: mask before showing.
struct Exception
{
    std::optional<std::string> className; // often a wrapper; Locus: the error's code
    std::optional<std::string> message; // empty also where the error has none
    std::optional<std::string> causeClass; // the direct cause
    std::optional<std::string> causeMessage;
    std::optional<std::string> rootCauseClass; // from the trace, never guessed without one
    std::optional<std::string> rootCauseMessage; // its first line
    std::string side; // "key" "value" "key and value" "handler" "processor" "production", or empty
    bool stackTrace = false;

    bool operator==(const Exception&) const = default;
};

// What the headers of a record say about its failure; nothing here comes from anywhere else.
struct Failure
{
    Family family = Family::None;
    Role role = Role::None;
    bool headersTellNothing = false; // a dead letter by its topic's name alone
    Place original; // the record that failed first
    std::optional<Place> originAsReported; // an internal topic that the framework names instead
    std::optional<std::string> immediateOriginTopic; // where it failed last
    std::optional<std::int64_t> hops; // how often it was handed over
    std::optional<Exception> exception; // of the last failure
    std::optional<Exception> firstException; // of the first, where several are told
    std::optional<std::int64_t> attempts; // deliveries; empty: unknown, never 1
    std::optional<std::int64_t> retryAttemptsHeader; // Spring's raw counter
    std::optional<std::int64_t> delayedRetryCountHeader; // SmallRye's raw counter
    std::optional<std::string> stage; // Kafka Connect
    std::optional<std::string> executingClass; // Kafka Connect
    std::optional<std::string> connector; // Kafka Connect
    std::optional<std::int64_t> taskId; // Kafka Connect
    std::optional<std::string> consumerGroup;
    std::optional<std::string> handler; // Locus
    std::vector<std::string> malformed; // headers of a known name that cannot be read

    bool operator==(const Failure&) const = default;
};

} // namespace locus::dead_letters
