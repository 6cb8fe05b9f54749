// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/audit_verifier.h"
#include "ui/page/page_context.h"
#include "ui/theme/color_id.h"

#include <QFrame>

#include <QElapsedTimer>

class QAction;
class QLabel;
class QProgressBar;
class QPushButton;
class QTimer;

namespace locus::protocol {
struct AuditVerify;
}

namespace locus::ui {

class Badge;

// Lets the core check the whole trail step by step, so that one sees how far it is and can leave
// off, and says what came of it: whole or not, what is wrong and
// where, and who outside the store stands for its end. The verdict stays until it is dismissed.
class VerifyStrip : public QFrame
{
    Q_OBJECT

public:
    // Both must outlive this.
    VerifyStrip(const PageContext& context, QAction* action, QWidget* parent = nullptr);

    void showVerdict(const people::AuditVerdict& verdict);

Q_SIGNALS:
    // Show this record.
    void recordWanted(qint64 number);

private:
    void start();
    void ask(const protocol::AuditVerify& message);
    void showProgress(qint64 checked, qint64 all);
    void stop();
    void showRunning();
    void showText(const QString& word, Tone tone, const QString& text);

    const PageContext& m_context;
    QAction* m_action;
    Badge* m_badge;
    QLabel* m_text;
    QLabel* m_reached;
    QProgressBar* m_progress;
    QPushButton* m_stop;
    QPushButton* m_go;
    QTimer* m_tick;
    QElapsedTimer m_since;
    qint64 m_place = 0;
    int m_run = 0;
    bool m_running = false;
};

} // namespace locus::ui
