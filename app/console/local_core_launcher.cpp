// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/local_core_launcher.h"

#include "core/base/end_with_parent.h"
#include "core/base/places.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QThread>

#ifdef Q_OS_UNIX
#include <csignal>
#include <unistd.h>
#endif

namespace locus::app {

namespace {

constexpr int pollMs = 20;
constexpr qint64 patienceMs = 15'000;
constexpr int endMs = 10'000; // longer than the core's own limit for stopping
constexpr char ownerFile[] = "/owner.lock";

QString textOf(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

QString demoFolders()
{
    return QDir(QDir::tempPath()).filePath(QStringLiteral("locus-demo-"));
}

bool isAlive(qint64 pid)
{
#ifdef Q_OS_LINUX
    // One that has ended and was not collected yet still has its number.
    QFile state(QStringLiteral("/proc/%1/stat").arg(pid));
    return pid > 0 && state.open(QIODevice::ReadOnly) && !state.readAll().contains(") Z ");
#elif defined(Q_OS_UNIX)
    return pid > 0 && ::kill(static_cast<pid_t>(pid), 0) == 0;
#else
    return pid > 0;
#endif
}

// Sample data of consoles that were killed: whoever owned them no longer holds the lock.
void deleteAbandonedDemos()
{
    const QFileInfo pattern(demoFolders() + u'*');
    const auto folders =
        pattern.dir().entryInfoList({ pattern.fileName() }, QDir::Dirs | QDir::NoSymLinks);
    for (const auto& folder : folders) {
        const QString path = folder.absoluteFilePath();
        const bool ours = folder.permission(QFile::ReadUser) && folder.isWritable();
        if (!ours || !QFileInfo::exists(path + QLatin1String(ownerFile))) {
            continue;
        }
        QLockFile owner(path + QLatin1String(ownerFile));
        owner.setStaleLockTime(0);
        const auto core = client::endpointOf(std::filesystem::path(path.toStdString()) / "core");
        if (owner.tryLock(0) && !(core.ok() && isAlive(core->pid))) {
            owner.unlock();
            QDir(path).removeRecursively();
        }
    }
}

} // namespace

LocalCoreLauncher::LocalCoreLauncher(std::filesystem::path dataFolder, QObject* parent)
    : CoreLauncher(parent)
{
    m_local.folder = std::move(dataFolder);
    m_local.status.dataFolder = textOf(m_local.folder);
    m_demo.isDemo = true;
    for (Core* core : { &m_local, &m_demo }) {
        core->poll.setInterval(pollMs);
        connect(&core->poll, &QTimer::timeout, this, [this, core] { lookForEndpoint(*core); });
    }
}

LocalCoreLauncher::~LocalCoreLauncher()
{
    endDemo();
    if (!m_keep) {
        stopLocal();
    }
}

void LocalCoreLauncher::startLocal()
{
    const auto running = client::endpointOf(m_local.folder);
    if (running.ok() && isAlive(running->pid)) {
        lookForEndpoint(m_local);
        return;
    }
    // What a killed core left behind must not be taken for the new one's.
    std::error_code ignored;
    std::filesystem::remove(m_local.folder / "endpoint.json", ignored);
    QStringList arguments;
    if (m_local.folder != seatPlaces().data) {
        arguments = { QStringLiteral("--data-dir"), textOf(m_local.folder) };
    }
    arguments += { QStringLiteral("--set"),
        QStringLiteral("log.file=") + textOf(m_local.folder / "locusd.log") };
    std::filesystem::create_directories(m_local.folder, ignored);
    if (!QProcess::startDetached(textOf(siblingProgram("locusd")), arguments)) {
        fail(m_local,
            fatal(
                "console.core_missing", siblingProgram("locusd").string() + " cannot be started"));
        return;
    }
    m_local.status.startedHere = true;
    awaitEndpoint(m_local);
}

void LocalCoreLauncher::startDemo()
{
    if (m_demo.status.phase == Phase::Running || m_demo.status.phase == Phase::Starting) {
        lookForEndpoint(m_demo);
        return;
    }
    deleteAbandonedDemos();
    if (!makeDemoFolder()) {
        fail(m_demo,
            refused("console.no_demo_folder",
                "no folder for sample data can be made in " + QDir::tempPath().toStdString()));
        return;
    }
    m_demo.folder = std::filesystem::path(m_demoFolder->path().toStdString()) / "core";
    m_demo.status.dataFolder = textOf(m_demo.folder);
    m_demoProcess = std::make_unique<QProcess>();
    m_demoProcess->setProcessChannelMode(QProcess::ForwardedChannels);
    connect(m_demoProcess.get(), &QProcess::errorOccurred, this, [this] {
        fail(m_demo, fatal("console.core_missing", m_demoProcess->errorString().toStdString()));
    });
#ifdef Q_OS_UNIX
    m_demoProcess->setChildProcessModifier(endWithParent());
#endif
    m_demoProcess->start(textOf(siblingProgram("locusd")),
        { QStringLiteral("--demo"), QStringLiteral("--data-dir"), m_demo.status.dataFolder,
            QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
            QStringLiteral("--http-listen"), QStringLiteral("127.0.0.1:0") });
    awaitEndpoint(m_demo);
}

// A core that starts cannot tell whose folder it is; the lock can.
bool LocalCoreLauncher::makeDemoFolder()
{
    m_demoFolder = std::make_unique<QTemporaryDir>(QString(demoFolders() + u"XXXXXX"));
    m_demoOwner = std::make_unique<QLockFile>(m_demoFolder->filePath(QStringLiteral("owner.lock")));
    m_demoOwner->setStaleLockTime(0);
    return m_demoFolder->isValid() && m_demoOwner->tryLock(0);
}

void LocalCoreLauncher::endDemo()
{
    m_demo.poll.stop();
    if (m_demoProcess) {
        m_demoProcess->disconnect(this);
        m_demoProcess->terminate();
        constexpr int graceMs = 3000;
        if (!m_demoProcess->waitForFinished(graceMs)) {
            m_demoProcess->kill();
            m_demoProcess->waitForFinished(graceMs);
        }
        m_demoProcess.reset();
    }
    m_demoOwner.reset();
    m_demoFolder.reset();
    m_demo.status = {};
    Q_EMIT statusChanged();
}

// A core that ends in order takes its endpoint.json away.
void LocalCoreLauncher::stopLocal() const
{
#ifdef Q_OS_UNIX
    const auto running = client::endpointOf(m_local.folder);
    if (!running.ok() || !isAlive(running->pid)) {
        return;
    }
    ::kill(static_cast<pid_t>(running->pid), SIGTERM);
    QDeadlineTimer deadline(endMs);
    while (!deadline.hasExpired() && client::endpointOf(m_local.folder).ok()) {
        QThread::msleep(pollMs);
    }
#endif
}

void LocalCoreLauncher::awaitEndpoint(Core& core)
{
    core.status.phase = Phase::Starting;
    core.status.error.reset();
    core.waitedMs = 0;
    core.poll.start();
    Q_EMIT statusChanged();
}

void LocalCoreLauncher::lookForEndpoint(Core& core)
{
    const auto endpoint = client::endpointOf(core.folder);
    if (endpoint.ok()) {
        core.poll.stop();
        core.status.phase = Phase::Running;
        core.status.pid = endpoint->pid;
        Q_EMIT statusChanged();
        Q_EMIT ready(*endpoint, core.isDemo);
        return;
    }
    core.waitedMs += pollMs;
    if (core.waitedMs > patienceMs) {
        fail(core,
            retriable("console.core_silent",
                "the core did not come up in 15 s; its log is "
                    + (core.folder / "locusd.log").string()));
    }
}

void LocalCoreLauncher::fail(Core& core, const Error& error)
{
    core.poll.stop();
    core.status.phase = Phase::Failed;
    core.status.error = error;
    Q_EMIT statusChanged();
}

} // namespace locus::app
