// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page/place.h"

#include <QList>
#include <QWidget>

class QAction;

namespace locus::ui {

// One page of the console. It knows its context and its own widgets, never the window. Actions
// carry their id as object name and their default key as shortcut; the shell puts them into menus,
// palette and key sheet and makes them work only while the page shows.
class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    [[nodiscard]] virtual QList<QAction*> pageActions() const { return {}; }
    // Shows the item and filter of this place; empty members mean "as it is by default".
    virtual void go(const Place& place) = 0;
    [[nodiscard]] virtual Place place() const = 0;

Q_SIGNALS:
    // The person moved within the page: Back returns to where he was.
    void moved(const locus::ui::Place& place);
};

} // namespace locus::ui
