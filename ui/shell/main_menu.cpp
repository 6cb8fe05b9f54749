// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_menu.h"

#include "ui/shell/action_registry.h"

#include <QAction>

namespace locus::ui {

using namespace Qt::StringLiterals;

MainMenu::MainMenu(const ActionRegistry& registry, QWidget* parent)
    : QMenu(parent)
    , m_registry(registry)
{
    setObjectName(u"mainMenu"_s);
    setAccessibleName(tr("Menu"));
    connect(this, &QMenu::aboutToShow, this, &MainMenu::fill);
}

void MainMenu::fill()
{
    clear();
    const auto entries = m_registry.entries();
    if (entries.isEmpty()) {
        return;
    }
    // The window's group was added first; what the page can do stands above it.
    const auto window = entries.first().group;
    QList<QAction*> ofWindow;
    for (const auto& entry : entries) {
        if (entry.action.isNull() || entry.action->objectName() == u"window.menu"_s) {
            continue;
        }
        if (entry.group == window) {
            ofWindow << entry.action;
        } else {
            addAction(entry.action);
        }
    }
    addSeparator();
    addActions(ofWindow);
}

} // namespace locus::ui
