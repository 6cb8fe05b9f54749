// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/backoff.h"
#include "core/base/instant.h"

#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace locus {

class Clock;
class RandomSource;

enum class CircuitState
{
    Closed, // calls pass
    HalfOpen, // one probe is under way
    Open, // calls are refused until retryAt
};
// "closed", "half_open", "open": stable, for metrics and health.
std::string_view toString(CircuitState state);

struct CircuitPolicy
{
    int failuresToOpen = 5; // in a row
    // How long it stays open after the first, second, ... failed probe.
    Backoff pause { std::chrono::seconds(15), std::chrono::minutes(10) };
};

// Keeps a target that fails from being asked again and again: a service, a topic, whatever jobs or
// records go to. Only failures of the target count (timeouts, broken connections, 5xx); a refused
// input is an answer and counts as success.
// Thread contract: safe from any thread.
class CircuitBreaker
{
public:
    enum class Permission
    {
        Call, // go on, and report success or failure
        Probe, // the one call that finds out; report it, or give it up
        No,
    };
    struct Snapshot
    {
        std::string target;
        CircuitState state = CircuitState::Closed;
        int failures = 0; // in a row
        std::optional<Instant> retryAt; // while open
    };

    CircuitBreaker(
        std::string target, CircuitPolicy policy, const Clock& clock, RandomSource& random);

    [[nodiscard]] Permission ask();
    void succeeded();
    void failed();
    // The probe ended without an answer of the target (cancelled): the next caller may try.
    void givenUp();

    [[nodiscard]] Snapshot snapshot() const;
    // How long ask() refuses by time alone; zero when it would not.
    [[nodiscard]] Duration rest() const;

private:
    void open();

    const std::string m_target;
    const CircuitPolicy m_policy;
    const Clock& m_clock;
    RandomSource& m_random;
    mutable std::mutex m_mutex;
    CircuitState m_state = CircuitState::Closed;
    int m_failures = 0;
    int m_pauses = 0;
    Duration m_until {}; // monotonic
};

} // namespace locus
