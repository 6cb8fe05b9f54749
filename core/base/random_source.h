// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace locus {

// Seam for randomness (ids, jitter). Thread contract: safe from any thread.
class RandomSource
{
public:
    RandomSource() = default;
    RandomSource(const RandomSource&) = delete;
    RandomSource& operator=(const RandomSource&) = delete;
    virtual ~RandomSource() = default;

    [[nodiscard]] virtual std::uint64_t next() = 0;
};

// The operating system's generator (libsodium): fit for tokens and ids.
class SystemRandom final : public RandomSource
{
public:
    [[nodiscard]] std::uint64_t next() override;
};

} // namespace locus
