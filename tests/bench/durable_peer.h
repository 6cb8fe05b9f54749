// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>

namespace locus::bench {

struct DurablePeerRun
{
    double seconds = 0; // from the first record to the last acknowledgement
    double cpuSeconds = 0; // of this process, all threads
};

// The pipeline's work written by hand for this one purpose, on the bare libraries: librdkafka,
// simdjson, SQLite (FULL). Inbox, versioned update of the task, event append, offsets, commit, then
// the event produced and acknowledged. No roles, lanes, retries, dead letters, metrics or limits,
// nothing checked twice: what the libraries themselves take on this machine.
Result<DurablePeerRun> peerDurable(const std::string& bootstrap, const std::string& topic,
    const std::string& outTopic, std::int32_t partitions, std::uint64_t count,
    const std::string& file);

} // namespace locus::bench
