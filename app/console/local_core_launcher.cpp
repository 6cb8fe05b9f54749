// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/local_core_launcher.h"

#include "core/base/places.h"

#include <QProcess>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

namespace locus::app {

namespace {

constexpr int pollMs = 20;
constexpr qint64 patienceMs = 15'000;

QString textOf(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

bool isAlive(qint64 pid)
{
#ifdef Q_OS_UNIX
    return pid > 0 && ::kill(static_cast<pid_t>(pid), 0) == 0;
#else
    return pid > 0;
#endif
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
    if (m_startedLocal && !m_keep) {
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
    m_startedLocal = true;
    awaitEndpoint(m_local);
}

void LocalCoreLauncher::startDemo()
{
    if (m_demo.status.phase == Phase::Running || m_demo.status.phase == Phase::Starting) {
        lookForEndpoint(m_demo);
        return;
    }
    m_demoFolder = std::make_unique<QTemporaryDir>();
    m_demo.folder = std::filesystem::path(m_demoFolder->path().toStdString()) / "core";
    m_demo.status.dataFolder = textOf(m_demo.folder);
    m_demoProcess = std::make_unique<QProcess>();
    m_demoProcess->setProcessChannelMode(QProcess::ForwardedChannels);
    connect(m_demoProcess.get(), &QProcess::errorOccurred, this, [this] {
        fail(m_demo, fatal("console.core_missing", m_demoProcess->errorString().toStdString()));
    });
    m_demoProcess->start(textOf(siblingProgram("locusd")),
        { QStringLiteral("--demo"), QStringLiteral("--data-dir"), m_demo.status.dataFolder,
            QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
            QStringLiteral("--http-listen"), QStringLiteral("127.0.0.1:0") });
    awaitEndpoint(m_demo);
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
    m_demoFolder.reset();
    m_demo.status = {};
    Q_EMIT statusChanged();
}

void LocalCoreLauncher::stopLocal()
{
#ifdef Q_OS_UNIX
    const auto running = client::endpointOf(m_local.folder);
    if (running.ok() && isAlive(running->pid)) {
        ::kill(static_cast<pid_t>(running->pid), SIGTERM);
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
