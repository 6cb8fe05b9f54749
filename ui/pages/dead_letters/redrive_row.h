// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dead_letters/redrive.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace locus::ui {

// One redrive that is under way: how far it is, and what can be done with it.
class RedriveRow : public QWidget
{
    Q_OBJECT

public:
    RedriveRow(const Uuid& run, QWidget* parent);

    [[nodiscard]] const Uuid& run() const { return m_run; }
    void show(const dead_letters::RedriveRun& run);

Q_SIGNALS:
    void pauseWanted();
    void resumeWanted();
    void cancelWanted();

private:
    Uuid m_run;
    QLabel* m_text;
    QProgressBar* m_progress;
    QPushButton* m_pause;
    QPushButton* m_cancel;
    bool m_isPaused = false;
};

} // namespace locus::ui
