// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page_action.h"

#include "ui/theme/icons.h"

#include <QAction>

namespace locus::ui {

QAction* makeAction(const QString& id, const QString& picture, const QString& text, QObject* parent,
    const QKeySequence& key)
{
    auto* action = new QAction(text, parent);
    if (!picture.isEmpty()) {
        action->setIcon(icon(picture));
    }
    action->setObjectName(id);
    action->setShortcut(key);
    return action;
}

} // namespace locus::ui
