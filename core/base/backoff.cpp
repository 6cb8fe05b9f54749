// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/backoff.h"

#include "core/base/random_source.h"

#include <algorithm>

namespace locus {

Duration Backoff::delay(int attempt, RandomSource& random) const
{
    constexpr int mostDoublings = 30;
    const int doublings = std::clamp(attempt - 1, 0, mostDoublings);
    const Duration whole = std::min(cap, first * (std::int64_t(1) << doublings));
    const auto half = static_cast<std::uint64_t>(whole.count() / 2);
    return Duration(static_cast<std::int64_t>(half + random.next() % (half + 1)));
}

} // namespace locus
