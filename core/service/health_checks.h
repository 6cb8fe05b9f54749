// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/circuit_breaker.h"
#include "core/pipeline/clock_watch.h"
#include "core/pipeline/relay_state.h"
#include "core/protocol/system_messages.h"

namespace locus::service {

// What a part of the core says of itself under /health and system.health. Pure; any thread.

// "up" while its circuit is closed, else "degraded". Figures: failuresInARow, circuit (0 closed,
// 1 half open, 2 open, as in circuit_breaker_state).
protocol::HealthCheck circuitHealth(const char* name, const CircuitBreaker::Snapshot& circuit);

// "relay": publishing, or waiting for the bus since a time. Figures: eventsWaiting,
// publishedPosition.
protocol::HealthCheck relayHealth(const pipeline::RelayState& relay, Instant now);

// "clock": "degraded" for an hour after the wall clock jumped or records came from its future; the
// detail begins with the word of its state. Figure: seconds.
protocol::HealthCheck clockHealth(const pipeline::ClockFinding& found);

} // namespace locus::service
