// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/system_lock_linux.h"

#include <QDBusConnection>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

// logind's path of this session: what is no letter or digit, and a digit in front, in hexadecimal.
QString ownSession()
{
    const auto id = qgetenv("XDG_SESSION_ID");
    QString path;
    for (const char c : id) {
        const bool isDigit = c >= '0' && c <= '9';
        const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (isLetter || (isDigit && !path.isEmpty())) {
            path += QLatin1Char(c);
        } else {
            path += u'_'
                + QString::number(static_cast<uint>(static_cast<unsigned char>(c)), 16)
                      .rightJustified(2, u'0');
        }
    }
    return path.isEmpty() ? QString() : u"/org/freedesktop/login1/session/"_s + path;
}

} // namespace

std::unique_ptr<SystemLock> SystemLock::make(const QString& bus)
{
    return std::make_unique<FreedesktopLock>(bus);
}

FreedesktopLock::FreedesktopLock(const QString& bus)
{
    auto system = bus.isEmpty() ? QDBusConnection::systemBus() : QDBusConnection(bus);
    auto session = bus.isEmpty() ? QDBusConnection::sessionBus() : QDBusConnection(bus);
    if (system.isConnected()) {
        const auto login = u"org.freedesktop.login1"_s;
        // Without an id the lock of any session counts: once too often is harmless.
        const auto own = ownSession();
        system.connect(login, own, login + u".Session"_s, u"Lock"_s, this, SLOT(onLock()));
        if (!own.isEmpty()) {
            system.connect(login, own, u"org.freedesktop.DBus.Properties"_s, u"PropertiesChanged"_s,
                this, SLOT(onSession(QString, QVariantMap, QStringList)));
        }
        system.connect(login, u"/org/freedesktop/login1"_s, login + u".Manager"_s,
            u"PrepareForSleep"_s, this, SLOT(onSleep(bool)));
    }
    if (session.isConnected()) {
        for (const auto* desktop : { "freedesktop", "gnome", "cinnamon", "mate", "xfce" }) {
            const auto name = u"org.%1.ScreenSaver"_s.arg(QLatin1StringView(desktop));
            session.connect({}, {}, name, u"ActiveChanged"_s, this, SLOT(onScreenSaver(bool)));
        }
    }
}

void FreedesktopLock::onLock()
{
    Q_EMIT locked();
}

void FreedesktopLock::onSleep(bool begins)
{
    if (begins) {
        Q_EMIT locked();
    }
}

void FreedesktopLock::onScreenSaver(bool active)
{
    if (active) {
        Q_EMIT locked();
    }
}

void FreedesktopLock::onSession(
    const QString& /*interface*/, const QVariantMap& changed, const QStringList& /*invalidated*/)
{
    const bool isHidden = changed.contains(u"Active"_s) && !changed.value(u"Active"_s).toBool();
    if (isHidden || changed.value(u"LockedHint"_s).toBool()) {
        Q_EMIT locked();
    }
}

} // namespace locus::ui
