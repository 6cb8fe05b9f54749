// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>

namespace locus::torture {

// So many a second, without making up for a time in which nobody asked.
class Pacer
{
public:
    Pacer() = default;
    Pacer(double perSecond, std::int64_t nowMs)
        : m_perSecond(perSecond)
        , m_last(nowMs)
    { }

    int due(std::int64_t nowMs)
    {
        constexpr std::int64_t longestMs = 50;
        m_owed += static_cast<double>(std::min(nowMs - m_last, longestMs)) * m_perSecond / 1000;
        m_last = nowMs;
        const int whole = static_cast<int>(m_owed);
        m_owed -= whole;
        return whole;
    }

private:
    double m_perSecond = 0;
    std::int64_t m_last = 0;
    double m_owed = 0;
};

} // namespace locus::torture
