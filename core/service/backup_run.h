// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/protocol/system_messages.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

class QProcess;

namespace locus {
class Clock;
}

namespace locus::service {

// Saves the data folder by a locusctl of its own, one at a time: what it reads and writes stands in
// nobody's way here, and it ends with the core. Thread contract: a thread with an event loop.
class BackupRun
{
public:
    // `into`: the folder of all backups; empty: none is made. `clock` outlives it.
    BackupRun(std::filesystem::path into, std::filesystem::path dataDir, const Clock& clock);
    ~BackupRun(); // ends one that runs and takes its half-written folder away
    BackupRun(const BackupRun&) = delete;
    BackupRun& operator=(const BackupRun&) = delete;

    // Errors: as gateway::SystemPort::startBackup(), fatal "backup.no_program".
    Result<protocol::BackupStarted> start();
    // How the last one went; nothing where none is configured.
    [[nodiscard]] std::vector<protocol::HealthCheck> health() const;

private:
    void onFinished();

    const std::filesystem::path m_into;
    const std::filesystem::path m_dataDir;
    const Clock& m_clock;
    std::filesystem::path m_target; // of the last one
    std::unique_ptr<QProcess> m_process; // while one runs
    Instant m_endedAt {};
    std::string m_failure; // of the last one; empty: it went well
};

} // namespace locus::service
