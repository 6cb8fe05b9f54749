// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

namespace locus {

class RandomSource;

// Exponential back-off with equal jitter: attempt n waits between half and the whole of
// min(first * 2^(n-1), cap). Pure but for the random source.
struct Backoff
{
    Duration first = std::chrono::milliseconds(100);
    Duration cap = std::chrono::seconds(30);

    // attempt counts from 1.
    [[nodiscard]] Duration delay(int attempt, RandomSource& random) const;
};

} // namespace locus
