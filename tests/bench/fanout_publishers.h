// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/bus/event_bus.h"
#include "core/events/event_factory.h"
#include "tests/support/seeded_random.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace locus::bench {

class BenchBus;

// Many programs that post events about tasks, each through a producer of its own, at one pace
// together. A task belongs to one of them, as order of its events asks; which task is next is
// random. Thread contract: one thread at a time.
class FanoutPublishers
{
public:
    struct Options
    {
        std::string topic;
        int publishers = 0;
        double perSecond = 0;
        int seconds = 0;
    };
    static Result<std::unique_ptr<FanoutPublishers>> open(BenchBus& bench, const Options& options);

    // Posts at the pace until the time is over and every record is acknowledged.
    Status run();

    [[nodiscard]] std::uint64_t published() const { return m_acknowledged; }
    [[nodiscard]] double secondsPosting() const { return m_secondsPosting; }
    [[nodiscard]] double cpuSeconds() const { return m_cpuSeconds; } // of run()'s thread
    [[nodiscard]] const std::vector<std::uint64_t>& lastVersions() const { return m_versions; }

private:
    FanoutPublishers(BenchBus& bench, Options options);
    Status post();
    Status collect(std::chrono::milliseconds timeout);
    [[nodiscard]] bus::OutRecord next(std::uint64_t task);

    BenchBus& m_bench;
    const Options m_options;
    test::SeededRandom m_random;
    UuidSource m_ids;
    events::EventFactory m_factory;
    std::vector<std::unique_ptr<bus::BusProducer>> m_producers;
    std::vector<std::uint64_t> m_versions;
    std::uint64_t m_posted = 0;
    std::uint64_t m_acknowledged = 0;
    double m_secondsPosting = 0;
    double m_cpuSeconds = 0;
};

} // namespace locus::bench
