// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace locus::bench {

// The other processes of bench_gateway. One JSON line comes in and says which:
//   {"url", "tokens", "clients", "perSecond", "seconds"}  asks at this pace
//       out {"ready"}, then {"p50", "p99" (ms), "answers", "unanswered"}
//   {"url", "tokens", "disturb": "slow client" | "flood"}  until it is killed
//       out {"ready"}
// Needs a QCoreApplication; the exit code.
int runGatewayClients();

} // namespace locus::bench
