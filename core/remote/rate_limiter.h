// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>

namespace locus {
class Clock;
}

namespace locus::remote {

struct RateLimits
{
    int perSecond = 15; // as the Ensembl REST documentation states them
    int perHour = 55'000;
};

// Counts requests the way the service does: in calendar seconds and calendar hours of the wall
// clock, not in rolling windows. A Retry-After of the service beats our own counting.
// Thread contract: safe from any thread.
class RateLimiter
{
public:
    RateLimiter(RateLimits limits, const Clock& clock);

    // Zero: the request is counted, send it now. Else: nothing was counted, ask again after that
    // long.
    [[nodiscard]] Duration take();
    // The service asked for silence of that many seconds.
    void pause(Duration duration);

private:
    struct Window
    {
        std::int64_t length = 0; // microseconds
        int limit = 0;
        std::int64_t number = -1;
        int used = 0;
    };
    static Duration untilFree(Window& window, std::int64_t now);

    const Clock& m_clock;
    std::mutex m_mutex;
    Window m_second;
    Window m_hour;
    Duration m_pausedUntil {}; // monotonic
};

// Seconds of a Retry-After header, which may have a fraction; nothing if it is no number of
// seconds from zero to a day.
std::optional<Duration> parseRetryAfter(std::string_view text);

} // namespace locus::remote
