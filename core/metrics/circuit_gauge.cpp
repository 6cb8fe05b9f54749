// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/circuit_gauge.h"

#include "core/metrics/registry.h"

namespace locus::metrics {

double circuitNumber(CircuitState state)
{
    return state == CircuitState::Open ? 2 : state == CircuitState::HalfOpen ? 1 : 0;
}

void showCircuit(Registry& registry, const CircuitBreaker::Snapshot& circuit)
{
    registry
        .gauge("circuit_breaker_state", "0 closed, 1 half open, 2 open",
            { { "target", circuit.target } })
        .set(circuitNumber(circuit.state));
}

} // namespace locus::metrics
