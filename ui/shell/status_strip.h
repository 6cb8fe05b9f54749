// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QMenu;
class QToolButton;

namespace locus::client {
class AnalysesClient;
class CoreClient;
} // namespace locus::client

namespace locus::ui {

class CoreLauncher;
class Gate;

// The line below: connection and how quick it is, what is unsent, whether the data are a demo, who
// I am.
class StatusStrip : public QFrame
{
    Q_OBJECT

public:
    StatusStrip(client::CoreClient& core, client::AnalysesClient& analyses, CoreLauncher& launcher,
        QWidget* parent = nullptr);
    void setDemo(bool demo);
    // The core went on in the background since a window closed.
    void setWatched(bool watched);
    void setActivityCount(int count);
    // Who is here, with what can be done about it. Both must outlive this.
    void setAccount(const Gate& gate, QMenu* menu);

Q_SIGNALS:
    void connectionClicked();
    void unsentClicked();
    void activityClicked();

private:
    void refresh();
    void showAccount();

    client::CoreClient& m_core;
    client::AnalysesClient& m_analyses;
    CoreLauncher& m_launcher;
    QToolButton* m_connection;
    QToolButton* m_unsent;
    QToolButton* m_activity;
    QLabel* m_seat;
    QLabel* m_demo;
    QToolButton* m_account;
    const Gate* m_gate = nullptr;
    bool m_watched = false;
};

} // namespace locus::ui
