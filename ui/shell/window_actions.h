// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAction;
class QString;
class QWidget;

namespace locus::ui {

// The window's own actions with their ids and default keys; they belong to the window and work
// everywhere in it.
struct WindowActions
{
    explicit WindowActions(QWidget& window);

    QAction* back;
    QAction* forward;
    QAction* palette;
    QAction* menu;
    QAction* theme;
    QAction* density;
    QAction* keys;
    QAction* editKeys;
    QAction* pin;
    QAction* unpin;
    QAction* connection;
    QAction* activity;
    QAction* undo;
    QAction* unsent;
    QAction* askOnClose;
    QAction* quit;
};

// An action with this id as object name; `keys` as QKeySequence::listFromString() reads them.
QAction* addWindowAction(QWidget& window, const QString& id, const QString& picture,
    const QString& text, const QString& keys);

} // namespace locus::ui
