// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace locus::ui {

class ActionRegistry;

// Everything that can be done now, the page's actions first, then the window's: made from the
// registry each time it opens, so that it cannot differ from palette and key sheet.
class MainMenu : public QMenu
{
    Q_OBJECT

public:
    explicit MainMenu(const ActionRegistry& registry, QWidget* parent = nullptr);

private:
    void fill();

    const ActionRegistry& m_registry;
};

} // namespace locus::ui
