// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page/core_launcher.h"

#include <QWidget>

class QLabel;
class QProgressBar;

namespace locus::ui {

// What is shown until there is a connection for the first time: work on this seat, connect to a
// core, or try with sample data.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(CoreLauncher& launcher, QWidget* parent = nullptr);

Q_SIGNALS:
    void connectRequested();
    void localRequested(); // before it is started

private:
    QWidget* makeChoice(const QString& picture, const QString& title, const QString& text,
        const QString& button, const char* name, bool primary);
    void showStatus();

    CoreLauncher& m_launcher;
    QLabel* m_status;
    QProgressBar* m_progress;
};

} // namespace locus::ui
