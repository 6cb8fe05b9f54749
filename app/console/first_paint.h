// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace locus::ui {
class MainWindow;
}

namespace locus::app {

// Says "painted" on standard output once the window's first page has been painted, so that a start
// can be measured from outside.
class FirstPaint : public QObject
{
    Q_OBJECT

public:
    FirstPaint(ui::MainWindow& window, QObject* parent);

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    ui::MainWindow& m_window;
};

} // namespace locus::app
