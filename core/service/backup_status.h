// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/system_messages.h"

namespace locus::backup {
struct History;
}

namespace locus::service {

enum class BackupStep
{
    None,
    Saving,
    Verifying,
    Pruning
};

// "degraded" if the last backup failed. Figures: running, lastSuccess (seconds since 1970 at which
// the last verified one was begun; absent: none was).
protocol::HealthCheck backupHealth(const backup::History& history, BackupStep step);

} // namespace locus::service
