// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/health_checks.h"

#include "core/metrics/circuit_gauge.h"

#include <chrono>

namespace locus::service {

namespace {
// A new leader or a slow disk holds a bus up for this long without anything being wrong.
constexpr auto patience = std::chrono::seconds(3);
} // namespace

protocol::HealthCheck circuitHealth(const char* name, const CircuitBreaker::Snapshot& circuit)
{
    protocol::HealthCheck check;
    check.name = name;
    check.status = circuit.state == CircuitState::Closed ? "up" : "degraded";
    check.detail = circuit.target + ", circuit " + std::string(toString(circuit.state));
    if (circuit.retryAt) {
        check.detail += ", asked again at " + toRfc3339(*circuit.retryAt);
    }
    check.figures["failuresInARow"] = circuit.failures;
    check.figures["circuit"] = metrics::circuitNumber(circuit.state);
    return check;
}

protocol::HealthCheck relayHealth(const pipeline::RelayState& relay, Instant now)
{
    const bool waits = relay.stuckSince && now - *relay.stuckSince >= patience;
    protocol::HealthCheck check;
    check.name = "relay";
    check.status = waits ? "degraded" : "up";
    check.detail =
        waits ? "waiting for the bus since " + toRfc3339(*relay.stuckSince) : "publishing";
    check.detail += ", " + std::to_string(relay.waiting) + " events wait";
    if (relay.waiting >= relay.most) {
        check.detail += "; as many events wait as may, commands are refused until they drain";
    }
    check.figures["eventsWaiting"] = static_cast<double>(relay.waiting);
    check.figures["publishedPosition"] = static_cast<double>(relay.published);
    return check;
}

} // namespace locus::service
