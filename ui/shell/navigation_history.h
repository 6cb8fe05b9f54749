// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page/place.h"

#include <vector>

namespace locus::ui {

// Where the person has been, for Back and Forward. At most 100 places.
class NavigationHistory
{
public:
    // Forgets what lay ahead; the place where one already is does nothing.
    void visit(const Place& place);
    [[nodiscard]] bool canGoBack() const { return m_at > 0; }
    [[nodiscard]] bool canGoForward() const { return m_at + 1 < m_places.size(); }
    // REQUIRES: canGoBack(), canGoForward()
    const Place& back() { return m_places[--m_at]; }
    const Place& forward() { return m_places[++m_at]; }

private:
    std::vector<Place> m_places;
    std::size_t m_at = 0;
};

} // namespace locus::ui
