// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

namespace locus::service {

// Real time, or `rate` times as fast from the moment it was made: sample data live through days in
// minutes. Thread contract: any thread.
class ScaledClock final : public Clock
{
public:
    explicit ScaledClock(double rate)
        : m_rate(rate)
        , m_begin(m_real.now())
        , m_beginMonotonic(m_real.monotonic())
    { }

    [[nodiscard]] Instant now() const override { return m_begin + scaled(m_real.now() - m_begin); }
    [[nodiscard]] Duration monotonic() const override
    {
        return m_beginMonotonic + scaled(m_real.monotonic() - m_beginMonotonic);
    }

private:
    [[nodiscard]] Duration scaled(Duration real) const
    {
        return Duration(static_cast<Duration::rep>(static_cast<double>(real.count()) * m_rate));
    }

    SystemClock m_real;
    double m_rate;
    Instant m_begin;
    Duration m_beginMonotonic;
};

} // namespace locus::service
