// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/circuit_breaker.h"

namespace locus::metrics {

class Registry;

// 0 closed, 1 half open, 2 open.
[[nodiscard]] double circuitNumber(CircuitState state);
// circuit_breaker_state{target}, as circuitNumber(). Takes the registry's lock.
void showCircuit(Registry& registry, const CircuitBreaker::Snapshot& circuit);

} // namespace locus::metrics
