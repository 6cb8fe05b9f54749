// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace locus::protocol {

inline constexpr const char* integrityCheck = "integrity"; // whether the files are whole
inline constexpr const char* backupCheck = "backup"; // its figure "running" is 1 or 0
// Seconds since 1970 at which the last verified backup was begun; absent: there is none.
inline constexpr const char* lastBackupFigure = "lastSuccess";

// One thing that can be well or not: "bus", "store", "annotator", "vep-rest".
struct HealthCheck
{
    std::string name;
    std::string status; // "up", "degraded", "down"
    std::string detail; // one English sentence without payload
    std::map<std::string, double> figures; // "lag" -> 12, "commitMsP99" -> 7.5
    std::string by {}; // user who asked for it, where one did; told to nobody unknown
};

struct HealthReport
{
    std::string status; // the worst of the checks
    std::string serverVersion;
    std::string installation;
    std::string bus; // "kafka" or "embedded"
    bool demo = false; // throw-away data; shown on every page
    std::vector<std::string> roles; // of the process: "gateway", "annotator", ...
    Instant startedAt;
    std::vector<HealthCheck> checks;

    [[nodiscard]] Bytes toJson() const;
    static Result<HealthReport> fromJson(BytesView text);
};

struct SystemHealth
{
    using Answer = HealthReport;
    static constexpr std::string_view method = "system.health";

    [[nodiscard]] Bytes toJson() const;
    static Result<SystemHealth> fromJson(BytesView text);
};

struct MetricsText
{
    std::string text; // Prometheus exposition

    [[nodiscard]] Bytes toJson() const;
    static Result<MetricsText> fromJson(BytesView text);
};

struct SystemMetrics
{
    using Answer = MetricsText;
    static constexpr std::string_view method = "system.metrics";

    [[nodiscard]] Bytes toJson() const;
    static Result<SystemMetrics> fromJson(BytesView text);
};

struct ConfigText
{
    Bytes config; // JSON object; secrets as "***"

    [[nodiscard]] Bytes toJson() const;
    static Result<ConfigText> fromJson(BytesView text);
};

struct SystemConfig
{
    using Answer = ConfigText;
    static constexpr std::string_view method = "system.config";

    [[nodiscard]] Bytes toJson() const;
    static Result<SystemConfig> fromJson(BytesView text);
};

struct BackupStarted
{
    std::string folder; // of the backup that is being written, on the core's machine

    [[nodiscard]] Bytes toJson() const;
    static Result<BackupStarted> fromJson(BytesView text);
};

// Answered when the backup begins; how it went says the health check of the name backupCheck.
struct SystemBackup
{
    using Answer = BackupStarted;
    static constexpr std::string_view method = "system.backup";

    [[nodiscard]] Bytes toJson() const;
    static Result<SystemBackup> fromJson(BytesView text);
};

} // namespace locus::protocol
