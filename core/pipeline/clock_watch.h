// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

namespace locus {
class Clock;
}

namespace locus::metrics {
class Counter;
class Gauge;
class Registry;
} // namespace locus::metrics

namespace locus::pipeline {

enum class ClockState : std::uint8_t
{
    Steady,
    JumpedForward, // or the machine slept: its steady clock stood still
    JumpedBack, // also: it stands before the time at which this store was last at work
    RecordsAhead // records of the bus are time-stamped in the future
};
std::string_view toString(ClockState state); // "steady" "jumped_forward" "jumped_back" ...

struct ClockFinding
{
    ClockState state = ClockState::Steady;
    Instant at {}; // by the clock itself
    Duration by {};
    std::string topic {}; // of RecordsAhead
};

// Notices a wall clock that is wrong: it jumps against the steady one, or records are far ahead of
// it. Nothing is refused for it: order and positions never depend on the clock. A finding stands
// for an hour. Thread contract: safe from any thread.
class ClockWatch
{
public:
    static constexpr Duration tolerance = std::chrono::seconds(30);
    static constexpr Duration recordTolerance = std::chrono::minutes(10);
    static constexpr Duration kept = std::chrono::hours(1);

    ClockWatch(const Clock& clock, metrics::Registry& metrics);

    // Compares the two clocks; to be called every second or so.
    void look();
    // `seen`: the time that the clock showed when this store was last at work.
    void resumed(Instant seen);
    // Records from here on are in the future, in ms since 1970.
    [[nodiscard]] std::int64_t futureFrom() const;
    void sawAhead(const std::string& topic, std::int64_t timestampMs, std::uint64_t records);

    [[nodiscard]] ClockFinding finding() const;

private:
    void jumped(Duration by, Instant now);
    void found(ClockFinding finding);

    const Clock& m_clock;
    metrics::Counter& m_forward;
    metrics::Counter& m_back;
    metrics::Gauge& m_lastJump;
    metrics::Counter& m_ahead;
    metrics::Gauge& m_aheadBy;

    mutable std::mutex m_mutex;
    Instant m_wall;
    Duration m_steady;
    ClockFinding m_finding;
    Duration m_foundAt {}; // by the steady clock
};

} // namespace locus::pipeline
