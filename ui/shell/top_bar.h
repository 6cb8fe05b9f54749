// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QAction;
class QLabel;
class QMenu;

namespace locus::protocol {
struct HealthReport;
}

namespace locus::ui {

class Badge;

// Back and Forward, where the data come from in a word and a colour, and the way to everything
// else.
class TopBar : public QFrame
{
    Q_OBJECT

public:
    TopBar(QAction* back, QAction* forward, QAction* palette, QAction* theme, QAction* keys,
        QWidget* parent = nullptr);
    // `word`: what the connection's profile calls its environment; empty: told by the bus.
    void setEnvironment(const protocol::HealthReport& report, const QString& word);
    void clearEnvironment();
    // Opened by the last button and F10.
    void setMenu(QMenu* menu);
    [[nodiscard]] QString environment() const;

private:
    Badge* m_environment;
    QLabel* m_core;
};

} // namespace locus::ui
