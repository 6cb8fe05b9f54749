// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QMenu;
class QTimer;
class QToolButton;

namespace locus {
class Clock;
}
namespace locus::client {
class CoreClient;
}

namespace locus::ui {

class Reveals;

// Says as long as something masked is shown: of whom, for how long still, and ends it. Hidden
// otherwise.
class RevealStrip : public QFrame
{
    Q_OBJECT

public:
    // Both must outlive this.
    RevealStrip(client::CoreClient& core, const Clock& clock, QWidget* parent);

private:
    void tick();
    void showMenu();
    [[nodiscard]] QString labelOf(const std::string& record) const;

    client::CoreClient& m_core;
    Reveals& m_reveals;
    const Clock& m_clock;
    QLabel* m_text;
    QToolButton* m_end;
    QMenu* m_menu; // of several
    QTimer* m_timer;
};

} // namespace locus::ui
