// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "ui/shell/system_lock.h"
#include "ui/theme/system_scheme.h"

#include <QDBusConnection>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QGuiApplication>
#include <QPalette>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace locus::ui;
using namespace Qt::StringLiterals;

namespace {

// A bus of our own: a dbus-daemon that ends with this.
class PrivateBus
{
public:
    PrivateBus()
    {
        m_daemon.start(u"dbus-daemon"_s,
            { u"--session"_s, u"--nofork"_s, u"--nopidfile"_s, u"--print-address=1"_s });
        constexpr int turnMs = 50;
        constexpr int turns = 200;
        m_daemon.waitForStarted();
        for (int i = 0; i < turns && !m_daemon.canReadLine(); ++i) {
            m_daemon.waitForReadyRead(turnMs);
        }
        m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
    }
    PrivateBus(const PrivateBus&) = delete;
    PrivateBus& operator=(const PrivateBus&) = delete;
    ~PrivateBus()
    {
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }
    [[nodiscard]] QDBusConnection connect(const QString& name) const
    {
        return QDBusConnection::connectToBus(m_address, name);
    }

private:
    QProcess m_daemon;
    QString m_address;
};

} // namespace

// The desktop's side of org.freedesktop.portal.Settings.
class FakePortal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    explicit FakePortal(QDBusConnection connection, uint value)
        : m_connection(std::move(connection))
        , m_value(value)
    {
        m_connection.registerObject(
            u"/org/freedesktop/portal/desktop"_s, this, QDBusConnection::ExportAllSlots);
        m_registered = m_connection.registerService(u"org.freedesktop.portal.Desktop"_s);
    }
    ~FakePortal() override
    {
        m_connection.unregisterService(u"org.freedesktop.portal.Desktop"_s);
        m_connection.unregisterObject(u"/org/freedesktop/portal/desktop"_s);
    }
    [[nodiscard]] bool isRegistered() const { return m_registered; }
    void change(const QString& space, const QString& key, uint value)
    {
        m_value = value;
        auto signal = QDBusMessage::createSignal(u"/org/freedesktop/portal/desktop"_s,
            u"org.freedesktop.portal.Settings"_s, u"SettingChanged"_s);
        signal << space << key << QVariant::fromValue(QDBusVariant(value));
        m_connection.send(signal);
    }

    int asked = 0;

public Q_SLOTS:
    // NOLINTNEXTLINE(readability-identifier-naming): the portal's name
    QDBusVariant Read(const QString& space, const QString& key)
    {
        ++asked;
        m_understood = space == u"org.freedesktop.appearance"_s && key == u"color-scheme"_s;
        return QDBusVariant(QVariant::fromValue(QDBusVariant(m_understood ? m_value : 0U)));
    }

private:
    QDBusConnection m_connection;
    uint m_value;
    bool m_registered = false;
    bool m_understood = false;
};

class SystemSchemeTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PrivateBus> m_bus;

private Q_SLOTS:
    void init()
    {
        m_bus = std::make_unique<PrivateBus>();
        QVERIFY2(m_bus->connect(u"console"_s).isConnected(),
            qPrintable(m_bus->connect(u"console"_s).lastError().message()));
    }
    void cleanup()
    {
        QDBusConnection::disconnectFromBus(u"console"_s);
        QDBusConnection::disconnectFromBus(u"portal"_s);
        m_bus.reset();
    }

    void thePortalIsFollowed()
    {
        FakePortal portal(m_bus->connect(u"portal"_s), 1);
        QVERIFY(portal.isRegistered());
        const SystemScheme scheme(u"console"_s);
        QCOMPARE(scheme.value(), Scheme::Light); // nothing waits for the answer
        QSignalSpy changed(&scheme, &SystemScheme::changed);
        QTRY_COMPARE(scheme.value(), Scheme::Dark);
        QCOMPARE(changed.size(), 1);
        portal.change(u"org.freedesktop.appearance"_s, u"color-scheme"_s, 2);
        QTRY_COMPARE(scheme.value(), Scheme::Light);
        // What is not about the scheme changes nothing, and the same word again is no change.
        portal.change(u"org.gnome.desktop.interface"_s, u"color-scheme"_s, 1);
        portal.change(u"org.freedesktop.appearance"_s, u"accent-color"_s, 1);
        portal.change(u"org.freedesktop.appearance"_s, u"color-scheme"_s, 2);
        portal.change(u"org.freedesktop.appearance"_s, u"color-scheme"_s, 1);
        QTRY_COMPARE(scheme.value(), Scheme::Dark);
        QCOMPARE(changed.size(), 3);
    }

    void noPreferenceAndNoPortalFallBackToThePalette()
    {
        QVERIFY(QGuiApplication::palette().color(QPalette::Window).lightness() >= 110);
        const SystemScheme alone(u"console"_s);
        QSignalSpy changed(&alone, &SystemScheme::changed);
        {
            FakePortal portal(m_bus->connect(u"portal"_s), 0);
            QTRY_COMPARE(portal.asked, 1);
            portal.change(u"org.freedesktop.appearance"_s, u"color-scheme"_s, 1);
            QTRY_COMPARE(alone.value(), Scheme::Dark);
            portal.change(u"org.freedesktop.appearance"_s, u"color-scheme"_s, 0);
            QTRY_COMPARE(alone.value(), Scheme::Light);
        }
        QCOMPARE(changed.size(), 2);
    }

    void aPortalThatStartsLaterIsAsked()
    {
        const SystemScheme scheme(u"console"_s);
        QCoreApplication::processEvents();
        QCOMPARE(scheme.value(), Scheme::Light);
        const FakePortal portal(m_bus->connect(u"portal"_s), 1);
        QTRY_COMPARE(scheme.value(), Scheme::Dark);
    }

    void withoutABusThePaletteDecides()
    {
        const SystemScheme scheme(u"no-such-connection"_s);
        QCOMPARE(scheme.value(), Scheme::Light);
    }

    // The window hears of a lock, of sleep and of a screen saver, and not of waking up.
    void theComputersLockIsHeard()
    {
        qputenv("XDG_SESSION_ID", "2");
        auto desktop = m_bus->connect(u"lock-desktop"_s);
        QVERIFY(desktop.registerService(u"org.freedesktop.login1"_s));
        QVERIFY(m_bus->connect(u"lock-console"_s).isConnected());
        const auto lock = SystemLock::make(u"lock-console"_s);
        QSignalSpy locked(lock.get(), &SystemLock::locked);
        const auto tell = [&desktop](const QString& path, const QString& interface,
                              const QString& name, const QVariantList& arguments) {
            auto message = QDBusMessage::createSignal(path, interface, name);
            message.setArguments(arguments);
            desktop.send(message);
        };
        const auto session = u"/org/freedesktop/login1/session/_32"_s;
        const auto login = u"org.freedesktop.login1"_s;
        tell(session, login + u".Session"_s, u"Lock"_s, {});
        QTRY_COMPARE_WITH_TIMEOUT(locked.size(), 1, 30'000);
        tell(u"/org/freedesktop/login1"_s, login + u".Manager"_s, u"PrepareForSleep"_s, { false });
        tell(u"/org/freedesktop/login1"_s, login + u".Manager"_s, u"PrepareForSleep"_s, { true });
        QTRY_COMPARE_WITH_TIMEOUT(locked.size(), 2, 30'000);
        const auto saver = u"org.freedesktop.ScreenSaver"_s;
        tell(u"/org/freedesktop/ScreenSaver"_s, saver, u"ActiveChanged"_s, { false });
        tell(u"/org/freedesktop/ScreenSaver"_s, saver, u"ActiveChanged"_s, { true });
        QTRY_COMPARE_WITH_TIMEOUT(locked.size(), 3, 30'000);
        // Another user comes to the front.
        tell(session, u"org.freedesktop.DBus.Properties"_s, u"PropertiesChanged"_s,
            { QString(login + u".Session"_s), QVariantMap { { u"Active"_s, false } }, QStringList() });
        QTRY_COMPARE_WITH_TIMEOUT(locked.size(), 4, 30'000);
        // The lock of another session is none of ours.
        tell(u"/org/freedesktop/login1/session/_33"_s, login + u".Session"_s, u"Lock"_s, {});
        tell(session, login + u".Session"_s, u"Lock"_s, {});
        QTRY_COMPARE_WITH_TIMEOUT(locked.size(), 5, 30'000);
        qunsetenv("XDG_SESSION_ID");
    }
};

LOCUS_TEST(system_scheme, SystemSchemeTest)
#include "tst_system_scheme.moc"
