// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/first_paint.h"

#include "ui/shell/main_window.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTimer>

#include <iostream>

namespace locus::app {

FirstPaint::FirstPaint(ui::MainWindow& window, QObject* parent)
    : QObject(parent)
    , m_window(window)
{
    qApp->installEventFilter(this);
}

bool FirstPaint::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Paint && watched != nullptr && watched == m_window.currentPage()) {
        qApp->removeEventFilter(this);
        QTimer::singleShot(0, this, [] { std::cout << "painted" << std::endl; });
    }
    return false;
}

} // namespace locus::app
