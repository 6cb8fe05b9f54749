// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/desktop_portal.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QDBusVariant>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

const auto& service()
{
    static const auto name = u"org.freedesktop.portal.Desktop"_s;
    return name;
}

const auto& path()
{
    static const auto name = u"/org/freedesktop/portal/desktop"_s;
    return name;
}

const auto& settings()
{
    static const auto name = u"org.freedesktop.portal.Settings"_s;
    return name;
}

const auto& appearance()
{
    static const auto name = u"org.freedesktop.appearance"_s;
    return name;
}

QDBusConnection connectionOf(const QString& bus)
{
    return bus.isEmpty() ? QDBusConnection::sessionBus() : QDBusConnection(bus);
}

// 1 dark, 2 light; 0 and all else: no preference. The answer of Read is wrapped once more than the
// value in the signal.
std::optional<Scheme> schemeOf(QVariant value)
{
    while (value.userType() == qMetaTypeId<QDBusVariant>()) {
        value = value.value<QDBusVariant>().variant();
    }
    switch (value.toUInt()) {
    case 1: return Scheme::Dark;
    case 2: return Scheme::Light;
    default: return {};
    }
}

} // namespace

DesktopPortal::DesktopPortal(const QString& bus, QObject* parent)
    : QObject(parent)
    , m_bus(bus)
{
    auto connection = connectionOf(m_bus);
    if (!connection.isConnected()) {
        return;
    }
    // The slot's type is only declared in the header: QtDBus finds it by its name.
    qRegisterMetaType<QDBusVariant>();
    connection.connect(service(), path(), settings(), u"SettingChanged"_s, this,
        SLOT(onSetting(QString, QString, QDBusVariant)));
    auto* watcher = new QDBusServiceWatcher(
        service(), connection, QDBusServiceWatcher::WatchForRegistration, this);
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, &DesktopPortal::ask);
    ask();
}

void DesktopPortal::ask()
{
    auto question = QDBusMessage::createMethodCall(service(), path(), settings(), u"Read"_s);
    question << appearance() << u"color-scheme"_s;
    auto* answer = new QDBusPendingCallWatcher(connectionOf(m_bus).asyncCall(question), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        const QDBusPendingReply<QDBusVariant> reply = *answer;
        Q_EMIT preferenceChanged(
            reply.isError() ? std::nullopt : schemeOf(reply.value().variant()));
        answer->deleteLater();
    });
}

void DesktopPortal::onSetting(const QString& space, const QString& key, const QDBusVariant& value)
{
    if (space == appearance() && key == u"color-scheme"_s) {
        Q_EMIT preferenceChanged(schemeOf(value.variant()));
    }
}

} // namespace locus::ui
