// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/rate_limiter.h"

#include "core/base/clock.h"
#include "core/base/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace locus::remote {

RateLimiter::RateLimiter(RateLimits limits, const Clock& clock)
    : m_clock(clock)
    , m_second { 1'000'000, std::max(1, limits.perSecond) }
    , m_hour { 3'600'000'000, std::max(1, limits.perHour) }
{ }

Duration RateLimiter::untilFree(Window& window, std::int64_t now)
{
    const std::int64_t number = now / window.length;
    if (number != window.number) {
        window.number = number;
        window.used = 0;
    }
    return window.used < window.limit ? Duration(0) : Duration((number + 1) * window.length - now);
}

Duration RateLimiter::take()
{
    const std::lock_guard lock(m_mutex);
    const std::int64_t now = toMicros(m_clock.now());
    const Duration wait = std::max(
        { m_pausedUntil - m_clock.monotonic(), untilFree(m_second, now), untilFree(m_hour, now) });
    if (wait > Duration(0)) {
        return wait;
    }
    ++m_second.used;
    ++m_hour.used;
    return Duration(0);
}

void RateLimiter::pause(Duration duration)
{
    const std::lock_guard lock(m_mutex);
    m_pausedUntil = std::max(m_pausedUntil, m_clock.monotonic() + duration);
}

std::optional<Duration> parseRetryAfter(std::string_view text)
{
    constexpr double kDay = 86'400;
    text = trimmed(text);
    double seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || end != text.data() + text.size() || !(seconds >= 0)
        || seconds > kDay) {
        return std::nullopt;
    }
    return Duration(static_cast<std::int64_t>(std::ceil(seconds * 1e6)));
}

} // namespace locus::remote
