// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/idle_watch.h"

#include <QCoreApplication>
#include <QEvent>

namespace locus::ui {

namespace {

constexpr qint64 tellMs = 60'000;

bool isOfAPerson(QEvent::Type type)
{
    switch (type) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TabletPress:
    case QEvent::InputMethod: return true;
    default: return false;
    }
}

} // namespace

IdleWatch::IdleWatch(QObject* parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &IdleWatch::idle);
}

void IdleWatch::start(std::chrono::milliseconds limit)
{
    QCoreApplication::instance()->installEventFilter(this);
    m_timer.start(limit);
    m_sinceTold.start();
}

void IdleWatch::stop()
{
    QCoreApplication::instance()->removeEventFilter(this);
    m_timer.stop();
}

bool IdleWatch::eventFilter(QObject* watched, QEvent* event)
{
    if (m_timer.isActive() && isOfAPerson(event->type())) {
        m_timer.start();
        if (m_sinceTold.elapsed() >= tellMs) {
            m_sinceTold.start();
            Q_EMIT used();
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace locus::ui
