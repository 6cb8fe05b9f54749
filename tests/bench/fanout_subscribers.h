// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace locus::bench {

// The other process of bench_fanout: WebSocket clients that follow random tasks and hold what comes
// against what was published. Speaks JSON lines with the process that started it:
//   in   {"url", "tokens": [...], "count"}   connect and subscribe, one after the other
//   out  {"ready": count}
//   in   {"last": [version of each task]}    nothing more will be published
//   out  {"delivered", "coalesced", "lost", "repeated", "backwards", "unasked", "gaps",
//         "disconnects", "p50", "p99" (ms), "cpu" (s)}
//        when all is there, or 60 s later
// Needs a QCoreApplication; the exit code.
int runFanoutSubscribers();

} // namespace locus::bench
