// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <chrono>
#include <cstdint>

namespace locus::people {

// HIPAA 164.316(b)(2)(i): six years at least; a house may keep records longer.
inline constexpr std::int64_t leastAuditYears = 6;
inline constexpr std::int64_t mostAuditYears = 100;

// Leap days included.
constexpr std::chrono::hours auditKeptFor(std::int64_t years)
{
    return std::chrono::hours(24 * (years * 365 + (years + 3) / 4));
}
inline constexpr auto auditKept = auditKeptFor(leastAuditYears);

} // namespace locus::people
