// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

namespace locus {

Instant SystemClock::now() const
{
    return std::chrono::floor<Duration>(std::chrono::system_clock::now());
}

Duration SystemClock::monotonic() const
{
    return std::chrono::floor<Duration>(std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace locus
