// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backup/history.h"
#include "core/base/result.h"
#include "core/protocol/system_messages.h"
#include "core/service/backup_status.h"

#include <QStringList>
#include <QTimer>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

class QProcess;

namespace locus {
class Clock;
}
namespace locus::backup {
struct Pruned;
}
namespace locus::metrics {
class Counter;
class Gauge;
class Registry;
} // namespace locus::metrics

namespace locus::service {

struct BackupOptions
{
    std::filesystem::path into; // the folder of all backups; empty: none is made
    std::filesystem::path dataDir;
    std::filesystem::path program; // locusctl
    std::chrono::hours every { 0 }; // 0: only when somebody asks
    std::size_t keep = 0; // verified ones; 0: all
};

// Saves the data folder by a locusctl of its own, one at a time: what it reads and writes stands in
// nobody's way here, and it ends with the core. Each is verified, then the oldest go. Keeps in the
// data folder how the last one went. Thread contract: a thread with an event loop.
class BackupRun
{
public:
    // `clock` and `registry` outlive it.
    BackupRun(BackupOptions options, const Clock& clock, metrics::Registry& registry);
    ~BackupRun(); // ends one that runs and takes its half-written folder away
    BackupRun(const BackupRun&) = delete;
    BackupRun& operator=(const BackupRun&) = delete;

    // Errors: as gateway::SystemPort::startBackup(), fatal "backup.no_program".
    Result<protocol::BackupStarted> start(const std::string& actor);
    // Begins one if it is due; the timer's.
    void tick();
    // How the last one went; nothing where none is configured.
    [[nodiscard]] std::vector<protocol::HealthCheck> health() const;

private:
    void restore();
    void takeOver(const std::filesystem::path& target);
    [[nodiscard]] Status checkPlaces() const;
    [[nodiscard]] std::filesystem::path freeTarget() const;
    void run(const char* verb, const QStringList& more);
    void onProcessEnded();
    void onSaved();
    void onVerified();
    void onPruned(backup::Pruned pruned);
    void fail(const std::string& why);
    void keep();

    const BackupOptions m_options;
    const Clock& m_clock;
    metrics::Gauge& m_lastSuccess;
    metrics::Counter& m_failures;
    backup::History m_history;
    BackupStep m_step = BackupStep::None;
    std::unique_ptr<QProcess> m_process; // while one runs
    std::thread m_pruning;
    QTimer m_timer; // also where other threads' calls arrive
};

} // namespace locus::service
