// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/turns.h"

#include <algorithm>
#include <utility>

namespace locus::gateway {

Turns::Turns()
{
    m_pass.setInterval(0);
    QObject::connect(&m_pass, &QTimer::timeout, &m_pass, [this] { take(); });
}

void Turns::join(TurnTaker& taker)
{
    m_takers.push_back(&taker);
    if (!m_pass.isActive()) {
        m_pass.start();
    }
}

void Turns::leave(TurnTaker& taker)
{
    std::replace(m_takers.begin(), m_takers.end(), &taker, static_cast<TurnTaker*>(nullptr));
}

// Who joins meanwhile has his turn in the next pass.
void Turns::take()
{
    const auto now = std::chrono::steady_clock::now();
    if (std::exchange(m_hadOthers, false) && now - m_takenAt < patience) {
        return;
    }
    m_takenAt = now;
    const std::size_t all = m_takers.size();
    for (std::size_t i = 0; i < all; ++i) {
        if (m_takers[i] != nullptr && !m_takers[i]->takeTurn()) {
            m_takers[i] = nullptr;
        }
    }
    std::erase(m_takers, nullptr);
    if (m_takers.empty()) {
        m_pass.stop();
    }
}

} // namespace locus::gateway
