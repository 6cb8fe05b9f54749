// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace locus::bench {

// The other processes of bench_gateway. One JSON line comes in and says which:
//   {"port", "tokens", "clients", "perSecond", "seconds"}  asks at this pace, whatever comes back
//       out {"ready"}, then {"p50", "p99" (ms, from the moment a message was due), "answers",
//       "unanswered", "cores" that the clients took}
//   {"port", "tokens", "disturb": "slow client" | "flood"}  until it is killed
//       out {"ready"}
// The exit code.
int runGatewayClients();

} // namespace locus::bench
