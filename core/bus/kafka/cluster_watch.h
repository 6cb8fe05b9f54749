// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace locus::metrics {
class Registry;
}

namespace locus::bus::kafka {

class KafkaHandle;

// What one bus knows of its cluster beyond topics: which one it is, and what keeps its producers
// and consumers from working now. Thread contract: any thread.
class ClusterWatch
{
public:
    // The cluster that answers is the one that answered first. librdkafka never compares: behind
    // the same address another cluster may stand after a reconnect. Errors: fatal
    // "bus.other_cluster" with both ids, retriable "bus.unreachable" and what it suffers from.
    Status checkIdentity(const KafkaHandle& handle, std::chrono::milliseconds timeout);

    // `what` is stable ("reading", "writing", "writing <topic>"); the newest report of each counts.
    // A lesser one does not take a graver one's place within ten seconds: of several consumers, one
    // may only find the line cut where another was told why.
    void report(const std::string& what, const Error& trouble);
    void clear(const std::string& what);
    // Counts from now on as bus_offset_jumps_total by outcome: "right" (nothing was there any more)
    // or "repaired" (records had been passed over). `registry` outlives this.
    void countInto(metrics::Registry& registry);
    void countJump(const char* outcome);
    // The gravest that stands.
    [[nodiscard]] std::optional<Error> trouble() const;

private:
    struct Trouble
    {
        Error error;
        std::chrono::steady_clock::time_point saidAt;
    };

    mutable std::mutex m_mutex;
    std::string m_clusterId;
    std::map<std::string, Trouble> m_troubles;
    metrics::Registry* m_registry = nullptr;
};

} // namespace locus::bus::kafka
