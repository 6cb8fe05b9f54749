// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/backup_run.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/places.h"
#include "core/base/text.h"

#include <QProcess>

#include <utility>

namespace locus::service {

namespace {

constexpr int endMs = 500;

QString textOf(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

// "locus-20261121T130312Z"
std::string nameAt(Instant time)
{
    std::string name = toRfc3339(time);
    name.resize(name.find('.'));
    std::erase_if(name, [](char letter) { return letter == '-' || letter == ':'; });
    return "locus-" + name + "Z";
}

} // namespace

BackupRun::BackupRun(std::filesystem::path into, std::filesystem::path dataDir, const Clock& clock)
    : m_into(std::move(into))
    , m_dataDir(std::move(dataDir))
    , m_clock(clock)
{ }

BackupRun::~BackupRun()
{
    if (!m_process) {
        return;
    }
    m_process->disconnect();
    m_process->kill();
    if (m_process->waitForFinished(endMs)) {
        std::error_code ignored;
        std::filesystem::remove_all(m_target.string() + ".partial", ignored);
    }
}

Result<protocol::BackupStarted> BackupRun::start()
{
    if (m_into.empty()) {
        return refused("backup.not_configured",
            "this core has no folder for backups; set backup.folder, or save on its machine with "
            "locusctl backup create FOLDER --data-dir "
                + m_dataDir.string());
    }
    if (m_process) {
        return conflict("backup.running", m_target.string() + " is being written already");
    }
    std::error_code ignored;
    if (!std::filesystem::is_directory(m_into, ignored)) { // made here, it might not be on its disk
        return refused("backup.folder_missing",
            m_into.string() + " is not there; is its disk mounted? (backup.folder)");
    }
    const std::filesystem::path program = siblingProgram("locusctl");
    if (!std::filesystem::exists(program, ignored)) {
        return fatal("backup.no_program", program.string() + " is not there; it writes backups");
    }
    m_target = m_into / nameAt(m_clock.now());
    m_process = std::make_unique<QProcess>();
    QObject::connect(m_process.get(), &QProcess::finished, [this] { onFinished(); });
    QObject::connect(m_process.get(), &QProcess::errorOccurred, [this](QProcess::ProcessError why) {
        if (why == QProcess::FailedToStart) {
            onFinished();
        }
    });
    m_process->setStandardOutputFile(QProcess::nullDevice());
    m_process->start(textOf(program),
        { QStringLiteral("backup"), QStringLiteral("create"), textOf(m_target),
            QStringLiteral("--data-dir"), textOf(m_dataDir) });
    log::info("backup.started", { { "folder", m_target.string() } });
    return protocol::BackupStarted { m_target.string() };
}

void BackupRun::onFinished()
{
    QProcess* const ended = m_process.release();
    ended->deleteLater(); // it is the one that calls
    m_endedAt = m_clock.now();
    m_failure.clear();
    if (ended->exitStatus() != QProcess::NormalExit || ended->exitCode() != 0
        || ended->error() == QProcess::FailedToStart) {
        const std::string said = ended->readAllStandardError().toStdString();
        m_failure = said.empty() ? ended->errorString().toStdString() : std::string(trimmed(said));
        log::error("backup.failed", { { "folder", m_target.string() }, { "why", m_failure } });
        return;
    }
    log::info("backup.made", { { "folder", m_target.string() } });
}

std::vector<protocol::HealthCheck> BackupRun::health() const
{
    if (m_into.empty()) {
        return {};
    }
    protocol::HealthCheck check;
    check.name = protocol::backupCheck;
    check.status = m_failure.empty() || m_process ? "up" : "degraded";
    check.figures["running"] = m_process ? 1 : 0;
    if (m_process) {
        check.detail = m_target.string() + " is being written";
    } else if (m_target.empty()) {
        check.detail = "none was made since the start";
    } else if (m_failure.empty()) {
        check.detail = m_target.string() + " was written at " + toRfc3339(m_endedAt);
    } else {
        check.detail = m_target.string() + " was not written: " + m_failure;
    }
    return { check };
}

} // namespace locus::service
