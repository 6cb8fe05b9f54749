// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/protocol/system_messages.h"

namespace locus::gateway {

// What the process says of itself. Thread contract: the gateway's thread; must not block.
class SystemPort
{
public:
    SystemPort() = default;
    SystemPort(const SystemPort&) = delete;
    SystemPort& operator=(const SystemPort&) = delete;
    virtual ~SystemPort() = default;

    virtual protocol::HealthReport health() = 0;
    virtual Bytes metricsText() = 0; // Prometheus exposition
    virtual Bytes configJson() = 0; // secrets as "***"
    // Begins to save the data for the user `actor`. Errors: refused "backup.not_configured",
    // "backup.folder_missing"; conflict "backup.running".
    virtual Result<protocol::BackupStarted> startBackup(const std::string& actor) = 0;
};

} // namespace locus::gateway
