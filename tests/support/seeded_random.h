// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random_source.h"

#include <mutex>
#include <random>

namespace locus::test {

// The same seed gives the same numbers on every platform (std::mt19937_64 is specified bit by bit).
class SeededRandom final : public RandomSource
{
public:
    explicit SeededRandom(std::uint64_t seed)
        : m_engine(seed)
    { }

    [[nodiscard]] std::uint64_t next() override
    {
        const std::lock_guard lock(m_mutex);
        return m_engine();
    }
    // Uniform enough for tests: 0 <= result < bound.
    [[nodiscard]] std::uint64_t below(std::uint64_t bound) { return next() % bound; }
    [[nodiscard]] bool chance(unsigned percent) { return below(100) < percent; }

private:
    std::mutex m_mutex;
    std::mt19937_64 m_engine;
};

} // namespace locus::test
