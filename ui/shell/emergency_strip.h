// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/rights_messages.h"

#include <QFrame>

#include <optional>

class QAction;
class QLabel;
class QPushButton;
class QTimer;

namespace locus {
class Clock;
}
namespace locus::client {
class CoreClient;
}

namespace locus::ui {

// Emergency access ("break-glass"): as long as it is open in this session, a red strip says for
// whom and until when, and ends it. Hidden otherwise.
class EmergencyStrip : public QFrame
{
    Q_OBJECT

public:
    // All must outlive this.
    EmergencyStrip(client::CoreClient& core, const Clock& clock, QWidget* parent);

    // Asks for reason, patient, code and time, and opens it.
    [[nodiscard]] QAction* openAction() const { return m_open; }
    [[nodiscard]] bool isOpen() const { return m_access.has_value(); }
    // Name of its entry among the changes of the core. REQUIRES: isOpen().
    [[nodiscard]] QString entryRow() const;

Q_SIGNALS:
    void openChanged();
    // It began, or was ended by hand, elsewhere or by its time: what may be seen has changed.
    void changed(const QString& sentence);

private:
    void ask();
    void setAccess(std::optional<protocol::BreakGlassOpen> access);
    void tick();
    void end();
    void onChanges(const QString& stream);

    client::CoreClient& m_core;
    const Clock& m_clock;
    QAction* m_open;
    QLabel* m_text;
    QPushButton* m_end;
    QTimer* m_timer;
    std::optional<protocol::BreakGlassOpen> m_access;
};

} // namespace locus::ui
