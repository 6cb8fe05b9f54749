// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/metric_samples.h"

#include <chrono>
#include <deque>
#include <optional>
#include <vector>

namespace locus::ui {

// What operators watch, from what a core counts, looked at again and again. What is not known yet
// is absent, never 0. The limits are those that call for somebody.
class FlowFigures
{
public:
    static constexpr double lagLimit = 1'000; // records
    static constexpr double errorLimit = 0.01; // of the events
    static constexpr int deadLettersLimit = 100;
    static constexpr std::chrono::minutes window { 5 }; // of histories and of the share of errors

    // A look at `at` (monotonic). A core that began anew counts from zero: so does this.
    void take(std::chrono::milliseconds at, const std::vector<protocol::MetricSample>& samples);
    void forget();

    [[nodiscard]] std::optional<double> perSecond() const; // since the look before
    [[nodiscard]] std::optional<double> lag() const; // of all groups
    [[nodiscard]] std::optional<double> errorShare() const; // parked of handled, in the window
    [[nodiscard]] double parked() const; // letters since the core began
    [[nodiscard]] int openCircuits() const;
    [[nodiscard]] int halfOpenCircuits() const;
    [[nodiscard]] std::size_t circuits() const;
    [[nodiscard]] std::vector<double> paceHistory() const; // oldest first
    [[nodiscard]] std::vector<double> lagHistory() const;

private:
    struct Look
    {
        std::chrono::milliseconds at {};
        double consumed = 0;
        double parked = 0;
        std::optional<double> lag;
        std::vector<int> circuits; // 0 closed, 1 half open, 2 open
    };

    [[nodiscard]] int circuitsAt(int state) const;

    std::deque<Look> m_looks;
};

} // namespace locus::ui
