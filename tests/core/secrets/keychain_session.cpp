// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/secrets/keychain_session.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>

#include <csignal>

namespace locus::test {

namespace {

constexpr int patienceMs = 10'000;

Error missing(const QProcess& process)
{
    return retriable("test.no_keychain",
        "tests of the keychain need " + process.program().toStdString()
            + " (installer/setup.sh --tests): " + process.errorString().toStdString());
}

void end(QProcess& process)
{
    if (process.state() != QProcess::NotRunning) {
        process.terminate();
        if (!process.waitForFinished(patienceMs)) {
            process.kill();
            process.waitForFinished(patienceMs);
        }
    }
}

} // namespace

KeychainSession::~KeychainSession()
{
    end(m_keyring);
    end(m_bus);
}

Status KeychainSession::start()
{
    m_environment = QProcessEnvironment::systemEnvironment();
    m_environment.remove(QStringLiteral("DISPLAY"));
    m_environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
    for (const char* name : { "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME" }) {
        const QString folder = m_folder.filePath(QString::fromLatin1(name));
        QDir().mkpath(folder);
        QFile::setPermissions(
            folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner); // else it is refused
        m_environment.insert(QString::fromLatin1(name), folder);
    }
    m_bus.setProcessEnvironment(m_environment);
    m_bus.start(QStringLiteral("dbus-daemon"),
        { QStringLiteral("--session"), QStringLiteral("--nofork"),
            QStringLiteral("--print-address=1") });
    if (!m_bus.waitForStarted(patienceMs) || !m_bus.waitForReadyRead(patienceMs)) {
        return missing(m_bus);
    }
    m_address = m_bus.readLine().trimmed();
    m_environment.insert(
        QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QString::fromLatin1(m_address));
    m_keyring.setProcessEnvironment(m_environment);
    m_keyring.start(QStringLiteral("gnome-keyring-daemon"),
        { QStringLiteral("--foreground"), QStringLiteral("--unlock"),
            QStringLiteral("--components=secrets") });
    if (!m_keyring.waitForStarted(patienceMs)) {
        return missing(m_keyring);
    }
    m_keyring.write("a test's own password");
    m_keyring.closeWriteChannel();
    QDeadlineTimer deadline(patienceMs);
    while (!deadline.hasExpired()) {
        if (isOpen()) {
            return {};
        }
        constexpr int pollMs = 20;
        if (m_keyring.waitForFinished(pollMs)) {
            break;
        }
    }
    return missing(m_keyring);
}

// Asking the keyring itself too early would make the bus start another one, which is locked.
bool KeychainSession::isOpen() const
{
    const QByteArray owned = call(
        { QStringLiteral("--dest=org.freedesktop.DBus"), QStringLiteral("/org/freedesktop/DBus"),
            QStringLiteral("org.freedesktop.DBus.NameHasOwner"),
            QStringLiteral("string:org.freedesktop.secrets") });
    if (!owned.contains("true")) {
        return false;
    }
    return call({ QStringLiteral("--dest=org.freedesktop.secrets"),
                    QStringLiteral("/org/freedesktop/secrets/aliases/default"),
                    QStringLiteral("org.freedesktop.DBus.Properties.Get"),
                    QStringLiteral("string:org.freedesktop.Secret.Collection"),
                    QStringLiteral("string:Locked") })
        .contains("false");
}

Status KeychainSession::lock()
{
    const QByteArray answer = call({ QStringLiteral("--dest=org.freedesktop.secrets"),
        QStringLiteral("/org/freedesktop/secrets"),
        QStringLiteral("org.freedesktop.Secret.Service.Lock"),
        QStringLiteral("array:objpath:/org/freedesktop/secrets/aliases/default") });
    return answer.contains("method return")
        ? Status()
        : Status(retriable("test.no_keychain", "the keychain cannot be locked"));
}

void KeychainSession::freeze(bool isFrozen) const
{
#ifdef Q_OS_UNIX
    ::kill(static_cast<pid_t>(m_keyring.processId()), isFrozen ? SIGSTOP : SIGCONT);
#else
    static_cast<void>(isFrozen);
#endif
}

QByteArray KeychainSession::call(const QStringList& words) const
{
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.start(QStringLiteral("dbus-send"),
        QStringList { QStringLiteral("--session"), QStringLiteral("--print-reply") } + words);
    process.waitForFinished(patienceMs);
    return process.readAllStandardOutput();
}

} // namespace locus::test
