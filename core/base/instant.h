// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace locus {

using Duration = std::chrono::microseconds;
// Wall-clock time, UTC, microseconds since 1970-01-01.
using Instant = std::chrono::time_point<std::chrono::system_clock, Duration>;

inline std::int64_t toMicros(Instant t)
{
    return t.time_since_epoch().count();
}
inline Instant fromMicros(std::int64_t micros)
{
    return Instant(Duration(micros));
}
inline std::int64_t toMillis(Instant t)
{
    return std::chrono::floor<std::chrono::milliseconds>(t).time_since_epoch().count();
}
inline Instant fromMillis(std::int64_t millis)
{
    return Instant(std::chrono::milliseconds(millis));
}

// RFC 3339 in UTC with a trailing Z; milliseconds, or microseconds where they are not zero.
std::string toRfc3339(Instant t);

// Reads RFC 3339 (any offset, any number of fraction digits, 't'/'z' in either case, a space for
// 'T'). Errors: invalid "time.malformed".
Result<Instant> parseRfc3339(std::string_view text);

} // namespace locus
