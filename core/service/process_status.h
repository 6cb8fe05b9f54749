// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/gateway/system_port.h"

#include <functional>
#include <string>
#include <vector>

namespace locus::metrics {
class Registry;
}

namespace locus::service {

struct Config;

// What the process says of itself: one health check a part, the metrics, the configuration. Thread
// contract: the gateway's thread; sources must answer at once.
class ProcessStatus final : public gateway::SystemPort
{
public:
    using Source = std::function<std::vector<protocol::HealthCheck>()>;

    ProcessStatus(const Config& config, metrics::Registry& metrics, std::string installation,
        Instant startedAt);

    void add(Source source) { m_sources.push_back(std::move(source)); }
    // Before the first request.
    void setBackup(std::function<Result<protocol::BackupStarted>(const std::string&)> start)
    {
        m_startBackup = std::move(start);
    }
    // Brings gauges up to date that nobody counts on the way; called before metrics are written.
    void addRefresh(std::function<void()> refresh) { m_refreshes.push_back(std::move(refresh)); }

    protocol::HealthReport health() override;
    Bytes metricsText() override;
    Bytes configJson() override;
    Result<protocol::BackupStarted> startBackup(const std::string& actor) override
    {
        return m_startBackup(actor);
    }

private:
    const Config& m_config;
    metrics::Registry& m_metrics;
    std::string m_installation;
    Instant m_startedAt;
    std::vector<Source> m_sources;
    std::vector<std::function<void()>> m_refreshes;
    std::function<Result<protocol::BackupStarted>(const std::string&)> m_startBackup;
};

} // namespace locus::service
