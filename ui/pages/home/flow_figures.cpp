// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/flow_figures.h"

#include <algorithm>
#include <utility>

namespace locus::ui {

void FlowFigures::take(
    std::chrono::milliseconds at, const std::vector<protocol::MetricSample>& samples)
{
    Look look;
    look.at = at;
    for (const auto& sample : samples) {
        if (sample.name == "event_consumed_total") {
            look.consumed += sample.value;
        } else if (sample.name == "dead_letters_parked_total") {
            look.parked += sample.value;
        } else if (sample.name == "kafka_consumer_lag") {
            look.lag = look.lag.value_or(0) + sample.value;
        } else if (sample.name == "circuit_breaker_state") {
            look.circuits.push_back(static_cast<int>(sample.value));
        }
    }
    if (!m_looks.empty()
        && (look.consumed < m_looks.back().consumed || look.at <= m_looks.back().at)) {
        m_looks.clear();
    }
    m_looks.push_back(std::move(look));
    while (at - m_looks.front().at > window) {
        m_looks.pop_front();
    }
}

void FlowFigures::forget()
{
    m_looks.clear();
}

std::optional<double> FlowFigures::perSecond() const
{
    const auto history = paceHistory();
    return history.empty() ? std::nullopt : std::optional(history.back());
}

std::optional<double> FlowFigures::lag() const
{
    return m_looks.empty() ? std::nullopt : m_looks.back().lag;
}

std::optional<double> FlowFigures::errorShare() const
{
    if (m_looks.size() < 2) {
        return std::nullopt;
    }
    const double handled = m_looks.back().consumed - m_looks.front().consumed;
    const double parked = m_looks.back().parked - m_looks.front().parked;
    return handled + parked <= 0 ? 0 : parked / std::max(handled, parked);
}

double FlowFigures::parked() const
{
    return m_looks.empty() ? 0 : m_looks.back().parked;
}

int FlowFigures::circuitsAt(int state) const
{
    return m_looks.empty() ? 0
                           : static_cast<int>(std::count(m_looks.back().circuits.begin(),
                               m_looks.back().circuits.end(), state));
}

int FlowFigures::openCircuits() const
{
    return circuitsAt(2);
}

int FlowFigures::halfOpenCircuits() const
{
    return circuitsAt(1);
}

std::size_t FlowFigures::circuits() const
{
    return m_looks.empty() ? 0 : m_looks.back().circuits.size();
}

std::vector<double> FlowFigures::paceHistory() const
{
    std::vector<double> out;
    for (std::size_t i = 1; i < m_looks.size(); ++i) {
        const std::chrono::duration<double> passed = m_looks[i].at - m_looks[i - 1].at;
        out.push_back((m_looks[i].consumed - m_looks[i - 1].consumed) / passed.count());
    }
    return out;
}

std::vector<double> FlowFigures::lagHistory() const
{
    std::vector<double> out;
    for (const Look& look : m_looks) {
        if (look.lag) {
            out.push_back(*look.lag);
        }
    }
    return out;
}

} // namespace locus::ui
