// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QAction;
class QLabel;
class QMenu;
class QPushButton;

namespace locus {
class Clock;
}
namespace locus::client {
class CoreClient;
}

namespace locus::ui {

// Acting on behalf of somebody who delegated it: as long as a person chose to, a strip says for
// whom, and one click ends it. Hidden otherwise. When the giver ends it, the strip says so and
// ends; what was sent before it heard is refused by the core, not done in one's own name.
class ActingStrip : public QFrame
{
    Q_OBJECT

public:
    // All must outlive this.
    ActingStrip(client::CoreClient& core, const Clock& clock, QWidget* parent);

    // Whom one may act for now.
    [[nodiscard]] QMenu* choice() const { return m_choice; }
    [[nodiscard]] QAction* stopAction() const { return m_stop; }

Q_SIGNALS:
    void changed(const QString& sentence);

private:
    void show();
    void readGivers();

    client::CoreClient& m_core;
    const Clock& m_clock;
    QAction* m_stop;
    QMenu* m_choice;
    QLabel* m_text;
    QPushButton* m_end;
};

} // namespace locus::ui
