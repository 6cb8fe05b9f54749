// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace locus::bench {

class BenchBus;
class LatencyCounts;

// The core of bench_fanout: store, pipeline and gateway as locusd puts them together, with a role
// that keeps a versioned row a task, appends an event and tells a change for each event that comes
// in. Thread contract: a thread with a Qt event loop; committed() from any.
class FanoutCore
{
public:
    struct Options
    {
        std::string folder; // is made
        std::string inTopic;
        std::string outTopic;
        int subscribers = 0;
    };
    static Result<std::unique_ptr<FanoutCore>> begin(BenchBus& bench, const Options& options);
    ~FanoutCore();

    [[nodiscard]] QString url() const;
    // Each good for as many sessions as one person may have.
    [[nodiscard]] const std::vector<std::string>& tokens() const;
    [[nodiscard]] std::uint64_t committed() const;

    // Publishes the rest, stops, and checks that every task stands at its last version with as many
    // events behind it. Errors: retriable "bench.patience", fatal "bench.wrong_count".
    Status finish(const std::vector<std::uint64_t>& lastVersions);
    // From an event's own time to the commit that holds it; after finish().
    [[nodiscard]] const LatencyCounts& latency() const;

private:
    struct Parts;
    explicit FanoutCore(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace locus::bench
