// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/process_status.h"

#include "core/metrics/registry.h"
#include "core/service/config.h"

#include <algorithm>
#include <iterator>

namespace locus::service {

namespace {

int badness(const std::string& status)
{
    return status == "down" ? 2 : status == "degraded" ? 1 : 0;
}

} // namespace

ProcessStatus::ProcessStatus(
    const Config& config, metrics::Registry& metrics, std::string installation, Instant startedAt)
    : m_config(config)
    , m_metrics(metrics)
    , m_installation(std::move(installation))
    , m_startedAt(startedAt)
{ }

protocol::HealthReport ProcessStatus::health()
{
    protocol::HealthReport report;
    report.status = "up";
    report.serverVersion = LOCUS_VERSION;
    report.installation = m_installation;
    report.bus = m_config.bus.kind;
    report.demo = m_config.core.environment == "demo";
    report.roles = m_config.core.roles;
    report.startedAt = m_startedAt;
    for (const Source& source : m_sources) {
        auto checks = source();
        std::move(checks.begin(), checks.end(), std::back_inserter(report.checks));
    }
    for (const protocol::HealthCheck& check : report.checks) {
        if (badness(check.status) > badness(report.status)) {
            report.status = check.status;
        }
    }
    return report;
}

Bytes ProcessStatus::metricsText()
{
    for (const auto& refresh : m_refreshes) {
        refresh();
    }
    return m_metrics.text();
}

Bytes ProcessStatus::configJson()
{
    return service::configJson(m_config);
}

} // namespace locus::service
