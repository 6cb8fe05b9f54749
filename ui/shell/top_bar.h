// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QAction;
class QHBoxLayout;
class QLabel;
class QMenu;
class QToolButton;

namespace locus::protocol {
struct HealthReport;
}

namespace locus::ui {

class Badge;
struct WindowActions;

// Back and Forward, where the data come from in a word and a colour, and the way to everything
// else.
class TopBar : public QFrame
{
    Q_OBJECT

public:
    explicit TopBar(const WindowActions& actions, QWidget* parent = nullptr);
    // `word`: what the connection's profile calls its environment; empty: told by the bus.
    void setEnvironment(const protocol::HealthReport& report, const QString& word);
    // For those who may not ask how the core is.
    void setConnected(const QString& word);
    void clearEnvironment();
    // Opened by the last button.
    void setMenu(QMenu* menu);
    void openMenu();
    [[nodiscard]] QString environment() const;

private:
    void addButton(QHBoxLayout& layout, QAction* action);
    void addOpener(QHBoxLayout& layout, QAction* palette);

    Badge* m_environment;
    QLabel* m_core;
    QToolButton* m_menu = nullptr;
};

} // namespace locus::ui
