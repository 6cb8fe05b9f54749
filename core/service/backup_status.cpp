// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/backup_status.h"

#include "core/backup/history.h"
#include "core/base/text.h"

#include <chrono>

namespace locus::service {

namespace {

using backup::Attempt;

std::string ended(const backup::History& history, const Attempt& last)
{
    const std::string at = toRfc3339(last.endedAt);
    if (last.state == Attempt::State::Failed) {
        const std::string what = last.folder.empty()
            ? std::string()
            : "a backup to " + last.folder.string() + " failed at " + at + ": ";
        return what + last.failure
            + (history.lastSuccess
                    ? "; the last verified one is of " + toRfc3339(*history.lastSuccess)
                    : "; no verified one is known");
    }
    std::string detail = last.folder.string() + " was written and verified at " + at;
    if (!last.removed.empty()) {
        detail += "; removed: " + join(last.removed, ", ");
    }
    if (!last.notRemoved.empty()) {
        detail += "; not removed: " + join(last.notRemoved, "; ");
    }
    return detail;
}

std::string sentence(const backup::History& history, BackupStep step)
{
    if (!history.last) {
        return "none was made yet";
    }
    const std::string folder = history.last->folder.string();
    const std::string& failure = history.last->failure;
    const std::string before = failure.empty() ? failure : "; the one before failed: " + failure;
    switch (step) {
    case BackupStep::None: break;
    case BackupStep::Saving: return folder + " is being written" + before;
    case BackupStep::Verifying: return folder + " is being verified" + before;
    case BackupStep::Pruning: return folder + " is verified, older ones are being removed";
    }
    return ended(history, *history.last);
}

} // namespace

protocol::HealthCheck backupHealth(const backup::History& history, BackupStep step)
{
    protocol::HealthCheck check;
    check.name = protocol::backupCheck;
    const bool failed = history.last && !history.last->failure.empty();
    check.status = failed ? "degraded" : "up";
    check.detail = sentence(history, step);
    check.by = history.last ? history.last->actor : std::string();
    check.figures["running"] = step == BackupStep::None ? 0 : 1;
    if (history.lastSuccess) {
        check.figures[protocol::lastBackupFigure] =
            static_cast<double>(std::chrono::floor<std::chrono::seconds>(*history.lastSuccess)
                                    .time_since_epoch()
                                    .count());
    }
    return check;
}

} // namespace locus::service
