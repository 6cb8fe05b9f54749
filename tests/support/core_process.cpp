// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/core_process.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcessEnvironment>
#include <QTest>

#include <algorithm>

#ifdef Q_OS_LINUX
#include <sched.h>
#include <sys/resource.h>
#endif

namespace locus::test {

CoreProcess::CoreProcess() = default;

CoreProcess::~CoreProcess()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

QString CoreProcess::program(const QString& name)
{
    return QCoreApplication::applicationDirPath() + QLatin1Char('/') + name;
}

std::filesystem::path CoreProcess::dataDir() const
{
    return std::filesystem::path(m_folder.path().toStdString()) / "core";
}

std::filesystem::path CoreProcess::masterKeyFile() const
{
    return std::filesystem::path(m_folder.path().toStdString()) / "config" / "master.key";
}

Status CoreProcess::start(const QStringList& extraArguments, std::chrono::milliseconds timeout)
{
    const QString endpointFile =
        QString::fromStdString(dataDir().string()) + QStringLiteral("/endpoint.json");
    QFile::remove(endpointFile); // a killed core leaves its own behind
    QStringList arguments { QStringLiteral("--data-dir"),
        QString::fromStdString(dataDir().string()), QStringLiteral("--listen"),
        QStringLiteral("127.0.0.1:0"), QStringLiteral("--http-listen"),
        QStringLiteral("127.0.0.1:0") };
#ifdef Q_OS_LINUX
    m_process.setChildProcessModifier([cpu = m_cpu] {
        if (cpu >= 0) {
            cpu_set_t allowed;
            CPU_ZERO(&allowed);
            CPU_SET(static_cast<std::size_t>(cpu), &allowed);
            sched_setaffinity(0, sizeof allowed, &allowed);
        }
    });
#endif
    static const QString masterKey = QStringLiteral("LOCUS_SEALING_MASTER_KEY_FILE");
    if (!m_process.processEnvironment().contains(masterKey)) {
        setEnvironment(masterKey, QString::fromStdString(masterKeyFile().string()));
    }
    if (m_process.state() != QProcess::NotRunning) {
        m_process.waitForFinished(); // it was killed just now, and its sockets went first
    }
    m_process.start(program(QStringLiteral("locusd")), arguments + extraArguments);
    QElapsedTimer clock;
    clock.start();
    while (!QFileInfo::exists(endpointFile)) {
        m_process.waitForFinished(5);
        if (m_process.state() == QProcess::NotRunning || clock.elapsed() > timeout.count()) {
            return fatal(
                "test.core_failed", "locusd did not start: " + errorOutput().toStdString());
        }
    }
    return {};
}

void CoreProcess::setEnvironment(const QString& name, const QString& value)
{
    QProcessEnvironment environment = m_process.processEnvironment();
    if (environment.isEmpty()) {
        environment = QProcessEnvironment::systemEnvironment();
    }
    environment.remove(name);
    if (!value.isEmpty()) {
        environment.insert(name, value);
    }
    m_process.setProcessEnvironment(environment);
}

Status CoreProcess::limitFiles(std::uint64_t octets) const
{
#ifdef Q_OS_LINUX
    rlimit limit {};
    const auto id = static_cast<pid_t>(pid());
    if (::prlimit(id, RLIMIT_FSIZE, nullptr, &limit) == 0) {
        limit.rlim_cur = std::min<rlim_t>(octets, limit.rlim_max);
        if (::prlimit(id, RLIMIT_FSIZE, &limit, nullptr) == 0) {
            return {};
        }
    }
#endif
    return fatal("test.no_limit", "the core's files cannot be limited here");
}

Status CoreProcess::unlimitFiles() const
{
    return limitFiles(UINT64_MAX);
}

void CoreProcess::killHard()
{
    m_process.kill();
    m_process.waitForFinished();
}

Result<std::chrono::milliseconds> CoreProcess::stop(std::chrono::milliseconds timeout)
{
    QElapsedTimer clock;
    clock.start();
    m_process.terminate();
    if (!m_process.waitForFinished(static_cast<int>(timeout.count()))) {
        return fatal("test.core_failed", "locusd did not stop: " + errorOutput().toStdString());
    }
    return std::chrono::milliseconds(clock.elapsed());
}

int CoreProcess::exitCode() const
{
    const bool ended =
        m_process.state() == QProcess::NotRunning && m_process.exitStatus() == QProcess::NormalExit;
    return ended ? m_process.exitCode() : -1;
}

QByteArray CoreProcess::errorOutput()
{
    return m_process.readAllStandardError();
}

qint64 CoreProcess::residentKiB() const
{
    QFile status(QStringLiteral("/proc/%1/status").arg(m_process.processId()));
    if (!status.open(QIODevice::ReadOnly)) {
        return 0;
    }
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:")) {
            return line.mid(6).simplified().split(' ').constFirst().toLongLong();
        }
    }
    return 0;
}

QString CoreProcess::endpoint(const QString& member) const
{
    QFile file(QString::fromStdString((dataDir() / "endpoint.json").string()));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    return QJsonDocument::fromJson(file.readAll()).object().value(member).toString();
}

QString CoreProcess::token() const
{
    QFile file(QString::fromStdString((dataDir() / "token").string()));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

Finished runProgram(const QString& name, const QStringList& arguments, const QByteArray& input,
    std::chrono::milliseconds timeout)
{
    QProcess process;
    process.start(CoreProcess::program(name), arguments);
    process.write(input);
    process.closeWriteChannel();
    Finished finished;
    if (process.waitForFinished(static_cast<int>(timeout.count()))) {
        finished.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    }
    finished.out = process.readAllStandardOutput();
    finished.err = process.readAllStandardError();
    return finished;
}

} // namespace locus::test
