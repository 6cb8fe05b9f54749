// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/event_bus.h"
#include "core/store/offsets.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace locus::metrics {
class Gauge;
class Registry;
} // namespace locus::metrics

namespace locus::pipeline {

class TopicNames;

// Measures, every few seconds and on a thread of its own, how many records of each topic are not
// yet handled: the ends of its partitions less our positions. As long as one of them is unknown the
// figure is absent, never 0. Metrics: kafka_consumer_lag and consumer_lag_messages {group, topic}.
// Thread contract: start() and stop() on the owner's thread, handled() on any.
class LagMeter
{
public:
    LagMeter(bus::EventBus& bus, metrics::Registry& metrics, const TopicNames& names);
    ~LagMeter(); // stops

    // `offsets`: where reading goes on; a partition without one is read from its first record.
    Status start(
        const std::vector<std::string>& topics, const std::vector<store::StoredOffset>& offsets);
    void stop();
    void handled(std::span<const bus::Position> positions);

    void measure(); // one look; for the thread and for tests

private:
    struct Topic
    {
        std::vector<std::int32_t> partitions;
        std::vector<metrics::Gauge*> gauges; // one a name
    };
    Result<std::int64_t> lagOf(const std::string& name, const Topic& topic);

    bus::EventBus& m_bus;
    metrics::Registry& m_metrics;
    const TopicNames& m_names;
    std::map<std::string, Topic> m_topics;
    std::mutex m_mutex; // guards what follows
    std::map<bus::TopicPartition, std::int64_t> m_next;
    std::condition_variable m_wake;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace locus::pipeline
