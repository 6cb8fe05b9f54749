// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/clock_watch.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/metrics/registry.h"

#include <algorithm>
#include <limits>

namespace locus::pipeline {

namespace {

double seconds(Duration time)
{
    return static_cast<double>(time.count()) / 1e6;
}

metrics::Counter& jumps(metrics::Registry& registry, const char* direction)
{
    return registry.counter(
        "clock_jumps_total", "Jumps of the wall clock", { { "direction", direction } });
}

} // namespace

std::string_view toString(ClockState state)
{
    switch (state) {
    case ClockState::JumpedForward: return "jumped_forward";
    case ClockState::JumpedBack: return "jumped_back";
    case ClockState::RecordsAhead: return "records_ahead";
    case ClockState::Steady: break;
    }
    return "steady";
}

ClockWatch::ClockWatch(const Clock& clock, metrics::Registry& metrics)
    : m_clock(clock)
    , m_forward(jumps(metrics, "forward"))
    , m_back(jumps(metrics, "back"))
    , m_lastJump(metrics.gauge("clock_last_jump_seconds", "The last jump; below zero: back"))
    , m_ahead(metrics.counter("records_time_ahead_total",
          "Records of the bus that are time-stamped in this clock's future"))
    , m_aheadBy(metrics.gauge(
          "record_time_ahead_seconds", "How far the last of them was ahead of this clock"))
    , m_wall(clock.now())
    , m_steady(clock.monotonic())
{ }

void ClockWatch::look()
{
    const std::lock_guard lock(m_mutex);
    const Instant wall = m_clock.now();
    const Duration steady = m_clock.monotonic();
    const Duration by = (wall - m_wall) - (steady - m_steady);
    m_wall = wall;
    m_steady = steady;
    if (by > tolerance || by < -tolerance) {
        jumped(by, wall);
    }
}

void ClockWatch::resumed(Instant seen)
{
    const std::lock_guard lock(m_mutex);
    const Instant now = m_clock.now();
    if (now < seen - tolerance) {
        jumped(now - seen, now);
    }
}

void ClockWatch::jumped(Duration by, Instant now)
{
    const bool isForward = by > Duration::zero();
    (isForward ? m_forward : m_back).add();
    m_lastJump.set(seconds(by));
    log::warn("pipeline.clock_jumped",
        { { "seconds",
              std::to_string(std::chrono::duration_cast<std::chrono::seconds>(by).count()) },
            { "now", toRfc3339(now) } });
    found({ isForward ? ClockState::JumpedForward : ClockState::JumpedBack, now,
        isForward ? by : -by, {} });
}

std::int64_t ClockWatch::futureFrom() const
{
    return toMillis(m_clock.now() + recordTolerance);
}

void ClockWatch::sawAhead(const std::string& topic, std::int64_t timestampMs, std::uint64_t records)
{
    const std::lock_guard lock(m_mutex);
    const Instant now = m_clock.now();
    constexpr std::int64_t farthest = std::numeric_limits<std::int64_t>::max() / 2000;
    const Duration by = fromMillis(std::min(timestampMs, farthest)) - now;
    m_ahead.add(records);
    m_aheadBy.set(seconds(by));
    const bool isNews = m_finding.state != ClockState::RecordsAhead || m_finding.topic != topic
        || m_clock.monotonic() - m_foundAt > kept;
    if (isNews) {
        log::warn("pipeline.records_ahead",
            { { "topic", topic },
                { "seconds", std::to_string(static_cast<std::int64_t>(seconds(by))) } });
    }
    found({ ClockState::RecordsAhead, now, by, topic });
}

void ClockWatch::found(ClockFinding finding)
{
    m_finding = std::move(finding);
    m_foundAt = m_clock.monotonic();
}

ClockFinding ClockWatch::finding() const
{
    const std::lock_guard lock(m_mutex);
    return m_clock.monotonic() - m_foundAt > kept ? ClockFinding() : m_finding;
}

} // namespace locus::pipeline
