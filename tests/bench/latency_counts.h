// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace locus::bench {

// Percentiles of any number of latencies in memory of a fixed size: one count per percent of
// distance, so that what is measured is not the measuring. Thread contract: one thread at a time.
class LatencyCounts
{
public:
    void addMicros(std::int64_t micros)
    {
        const double steps =
            std::log(static_cast<double>(std::max<std::int64_t>(micros, 1))) / step;
        ++m_counts[std::min(static_cast<std::size_t>(steps), m_counts.size() - 1)];
        ++m_all;
    }
    // Milliseconds, at most one percent above the sample at nearest rank; 0 without samples.
    [[nodiscard]] double percentileMillis(double share) const
    {
        const double rank = std::max(1.0, std::ceil(share * static_cast<double>(m_all)));
        double below = 0;
        for (std::size_t i = 0; i < m_counts.size() && m_all > 0; ++i) {
            below += static_cast<double>(m_counts[i]);
            if (below >= rank) {
                return std::exp(step * static_cast<double>(i + 1)) / 1e3;
            }
        }
        return 0;
    }

private:
    static constexpr double step = 0.01; // natural logarithm
    std::array<std::uint64_t, 2'300> m_counts {}; // up to hours
    std::uint64_t m_all = 0;
};

} // namespace locus::bench
