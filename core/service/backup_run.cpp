// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/backup_run.h"

#include "core/backup/prune.h"
#include "core/base/clock.h"
#include "core/base/end_with_parent.h"
#include "core/base/log.h"
#include "core/base/text.h"
#include "core/metrics/registry.h"

#include <QProcess>

#include <algorithm>
#include <memory>
#include <utility>

namespace locus::service {

namespace {

namespace fs = std::filesystem;
using backup::Attempt;

constexpr int endMs = 500;
constexpr std::chrono::seconds look { 10 }; // at the clock

QString textOf(const fs::path& path)
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

bool isThere(const fs::path& path)
{
    std::error_code ignored;
    return fs::exists(path, ignored);
}

// One spelling, so that two folders can be compared.
BackupOptions tidy(BackupOptions options)
{
    if (!options.into.empty()) {
        options.into = fs::absolute(options.into).lexically_normal();
        if (!options.into.has_filename()) { // "/backups/"
            options.into = options.into.parent_path();
        }
    }
    return options;
}

// Empty: it went well.
std::string failureOf(QProcess& ended)
{
    if (ended.error() != QProcess::FailedToStart && ended.exitStatus() == QProcess::NormalExit
        && ended.exitCode() == 0) {
        return {};
    }
    const std::string said(trimmed(ended.readAllStandardError().toStdString()));
    return said.empty() ? ended.errorString().toStdString() : said;
}

double secondsOf(Instant time)
{
    return static_cast<double>(
        std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count());
}

} // namespace

BackupRun::BackupRun(BackupOptions options, const Clock& clock, metrics::Registry& registry)
    : m_options(tidy(std::move(options)))
    , m_clock(clock)
    , m_lastSuccess(registry.gauge("backup_last_success_timestamp_seconds",
          "When the last backup that was verified was begun"))
    , m_failures(registry.counter("backup_failures_total", "Backups that failed since the start"))
{
    restore();
    if (!m_options.into.empty() && m_options.every > std::chrono::hours(0)) {
        m_timer.callOnTimeout(&m_timer, [this] { tick(); });
        m_timer.start(look);
    }
}

// A history that cannot be read is kept aside; what it named is then nobody's to remove.
void BackupRun::restore()
{
    auto read = backup::readHistory(m_options.dataDir);
    if (read.ok()) {
        m_history = std::move(*read);
        if (m_history.last && m_history.last->folder.parent_path() == m_options.into) {
            takeOver(m_history.last->folder);
        }
    } else {
        log::error("backup.history_unreadable", { { "why", read.error().message } });
        const fs::path file = m_options.dataDir / backup::historyFile;
        std::error_code ignored;
        fs::rename(file, file.string() + ".damaged", ignored);
        m_history.last = Attempt { Attempt::State::Failed, {}, {}, {}, m_clock.now(),
            "what is known of earlier backups cannot be read: " + read.error().message };
    }
    if (m_history.lastSuccess) {
        m_lastSuccess.set(secondsOf(*m_history.lastSuccess));
    }
}

// What one has left that was cut off: half of it is nothing, and the whole is one of ours.
void BackupRun::takeOver(const fs::path& target)
{
    std::error_code ignored;
    fs::remove_all(target.string() + ".partial", ignored);
    const auto isIt = [&](const backup::MadeBackup& made) { return made.folder == target; };
    if (isThere(target) && std::none_of(m_history.made.begin(), m_history.made.end(), isIt)) {
        m_history.made.push_back({ target });
    }
}

BackupRun::~BackupRun()
{
    if (m_pruning.joinable()) {
        m_pruning.join();
    }
    if (!m_process) {
        return;
    }
    m_process->disconnect();
    m_process->kill();
    if (m_process->waitForFinished(endMs)) {
        takeOver(m_history.last->folder);
    }
    fail("the core was stopped before it was verified");
}

Status BackupRun::checkPlaces() const
{
    if (m_options.into.empty()) {
        return refused("backup.not_configured",
            "this core has no folder for backups; set backup.folder, or save on its machine with "
            "locusctl backup create FOLDER --data-dir "
                + m_options.dataDir.string());
    }
    std::error_code ignored;
    if (!fs::is_directory(m_options.into, ignored)) { // made here, it might not be on its disk
        return refused("backup.folder_missing",
            m_options.into.string() + " is not there; is its disk mounted? (backup.folder)");
    }
    if (!isThere(m_options.program)) {
        return fatal(
            "backup.no_program", m_options.program.string() + " is not there; it writes backups");
    }
    return {};
}

fs::path BackupRun::freeTarget() const
{
    const fs::path first = m_options.into / nameAt(m_clock.now());
    fs::path target = first;
    for (int n = 2; isThere(target) || isThere(target.string() + ".partial"); ++n) {
        target = first.string() + "-" + std::to_string(n);
    }
    return target;
}

Result<protocol::BackupStarted> BackupRun::start(const std::string& actor)
{
    if (m_step != BackupStep::None) {
        return conflict("backup.running",
            m_history.last->folder.string() + " is being written or verified already");
    }
    LOCUS_TRY(checkPlaces());
    const fs::path target = freeTarget();
    std::string before = m_history.last ? m_history.last->failure : std::string();
    m_history.last =
        Attempt { Attempt::State::Running, target, actor, m_clock.now(), {}, std::move(before) };
    keep();
    log::info("backup.started", { { "folder", target.string() }, { "actor", actor } });
    m_step = BackupStep::Saving;
    run("create", { textOf(target), QStringLiteral("--data-dir"), textOf(m_options.dataDir) });
    return protocol::BackupStarted { target.string() };
}

void BackupRun::tick()
{
    const Instant now = m_clock.now();
    if (m_step != BackupStep::None || m_options.into.empty()
        || !backup::isDue(m_history, m_options.every, now)) {
        return;
    }
    if (const auto started = start(backup::scheduleActor); !started.ok()) {
        m_history.last =
            Attempt { Attempt::State::Running, m_options.into, backup::scheduleActor, now };
        fail(started.error().message);
    }
}

void BackupRun::run(const char* verb, const QStringList& more)
{
    m_process = std::make_unique<QProcess>();
    QObject::connect(m_process.get(), &QProcess::finished, [this] { onProcessEnded(); });
    QObject::connect(m_process.get(), &QProcess::errorOccurred, [this](QProcess::ProcessError why) {
        if (why == QProcess::FailedToStart) {
            onProcessEnded();
        }
    });
#ifdef Q_OS_UNIX
    m_process->setChildProcessModifier(endWithParent());
#endif
    m_process->setStandardOutputFile(QProcess::nullDevice());
    m_process->start(textOf(m_options.program),
        QStringList { QStringLiteral("backup"), QString::fromLatin1(verb) } + more);
}

void BackupRun::onProcessEnded()
{
    QProcess* const ended = m_process.release();
    ended->deleteLater(); // it is the one that calls
    const std::string failure = failureOf(*ended);
    if (!failure.empty()) {
        fail(failure);
    } else if (m_step == BackupStep::Saving) {
        onSaved();
    } else {
        onVerified();
    }
}

void BackupRun::onSaved()
{
    m_history.made.push_back({ m_history.last->folder });
    keep();
    m_step = BackupStep::Verifying;
    run("verify", { textOf(m_history.last->folder) });
}

void BackupRun::onVerified()
{
    Attempt& last = *m_history.last;
    last.state = Attempt::State::Verified;
    last.failure.clear();
    last.endedAt = m_clock.now();
    m_history.made.back().verified = true;
    m_history.lastSuccess = last.begunAt;
    m_lastSuccess.set(secondsOf(last.begunAt));
    keep();
    log::info("backup.verified", { { "folder", last.folder.string() }, { "actor", last.actor } });
    m_step = BackupStep::Pruning;
    if (m_pruning.joinable()) {
        m_pruning.join(); // of the last one; it has long ended
    }
    m_pruning = std::thread([this, made = m_history.made] {
        auto pruned =
            std::make_shared<backup::Pruned>(backup::prune(made, m_options.into, m_options.keep));
        QMetaObject::invokeMethod(
            &m_timer, [this, pruned] { onPruned(std::move(*pruned)); }, Qt::QueuedConnection);
    });
}

void BackupRun::onPruned(backup::Pruned pruned)
{
    m_step = BackupStep::None;
    m_history.made = std::move(pruned.made);
    for (const std::string& name : pruned.removed) {
        log::info("backup.removed", { { "folder", (m_options.into / name).string() } });
    }
    for (const std::string& why : pruned.notRemoved) {
        log::warn("backup.not_removed", { { "why", why } });
    }
    m_history.last->removed = std::move(pruned.removed);
    m_history.last->notRemoved = std::move(pruned.notRemoved);
    keep();
}

void BackupRun::fail(const std::string& why)
{
    m_step = BackupStep::None;
    Attempt& last = *m_history.last;
    last.state = Attempt::State::Failed;
    last.endedAt = m_clock.now();
    last.failure = why;
    m_failures.add();
    keep();
    log::error("backup.failed",
        { { "folder", last.folder.string() }, { "actor", last.actor }, { "why", why } });
}

void BackupRun::keep()
{
    if (const Status kept = backup::writeHistory(m_options.dataDir, m_history); !kept.ok()) {
        log::error("backup.history_not_kept", { { "why", kept.error().message } });
    }
}

std::vector<protocol::HealthCheck> BackupRun::health() const
{
    if (m_options.into.empty()) {
        return {};
    }
    return { backupHealth(m_history, m_step) };
}

} // namespace locus::service
