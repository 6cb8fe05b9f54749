// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/navigation_history.h"

namespace locus::ui {

void NavigationHistory::visit(const Place& place)
{
    if (!m_places.empty() && m_places[m_at] == place) {
        return;
    }
    if (!m_places.empty()) {
        m_places.resize(m_at + 1);
    }
    m_places.push_back(place);
    if (m_places.size() > 100) {
        m_places.erase(m_places.begin());
    }
    m_at = m_places.size() - 1;
}

} // namespace locus::ui
