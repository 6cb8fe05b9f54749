// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

class QAction;
class QActionGroup;

namespace locus::ui {

class Gate;
class ViewStore;

// What a person does about himself, from the status strip's right end, by key and from the palette:
// the actions are the window's.
class AccountMenu : public QMenu
{
    Q_OBJECT

public:
    // All must outlive this.
    AccountMenu(Gate& gate, ViewStore& views, QWidget& window);

    [[nodiscard]] QList<QAction*> windowActions() const;
    // Without use for this long the window locks, as the person wants it.
    [[nodiscard]] static int lockMinutes(const ViewStore& views);
    // What is possible now, each with the reason where it is not.
    void refresh();

    QAction* lock;
    QAction* other;
    QAction* signOut;
    QAction* signOutEverywhere;
    QAction* password;
    QAction* factor;
    QAction* firstAdmin;

Q_SIGNALS:
    void lockMinutesChanged();

private:
    void addLockTimes();

    Gate& m_gate;
    ViewStore& m_views;
    QMenu* m_times;
    QActionGroup* m_group;
};

} // namespace locus::ui
