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

protocol::HealthCheck clockHealth(const pipeline::ClockFinding& found)
{
    using pipeline::ClockState;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(found.by).count();
    const std::string far = std::to_string(seconds) + " s";
    const std::string at = toRfc3339(found.at);
    const auto jumped = [&](const std::string& where, const char* effect) {
        return ": the clock of this machine went " + far + where + at + effect
            + ". If the clock is wrong, set it right: events are stored with its time";
    };
    protocol::HealthCheck check;
    check.name = "clock";
    check.status = found.state == ClockState::Steady ? "up" : "degraded";
    check.detail = std::string(toString(found.state));
    switch (found.state) {
    case ClockState::Steady: break;
    case ClockState::JumpedForward:
        check.detail +=
            jumped(" forward at ", ", or the machine slept; what waited for a time is done now");
        break;
    case ClockState::JumpedBack:
        check.detail += jumped(" back, to ", "; what waits for a time waits that much longer");
        break;
    case ClockState::RecordsAhead:
        check.detail += ": records of " + found.topic + " are time-stamped " + far
            + " ahead of this machine, last seen at " + at
            + "; they are taken as they are. Set the clock of their sender or of this machine "
              "right";
        break;
    }
    check.figures["seconds"] = static_cast<double>(seconds);
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
