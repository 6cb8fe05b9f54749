// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/lag_meter.h"

#include "core/metrics/registry.h"
#include "core/pipeline/consumer_groups.h"
#include "core/pipeline/topic_names.h"

#include <algorithm>

namespace locus::pipeline {

namespace {
constexpr auto measureEvery = std::chrono::seconds(5);
} // namespace

LagMeter::LagMeter(bus::EventBus& bus, metrics::Registry& metrics, const TopicNames& names)
    : m_bus(bus)
    , m_metrics(metrics)
    , m_names(names)
{ }

LagMeter::~LagMeter()
{
    stop();
}

Status LagMeter::start(
    const std::vector<std::string>& topics, const std::vector<store::StoredOffset>& offsets)
{
    LOCUS_TRY_VALUE(known, m_bus.topics());
    for (bus::TopicState& topic : known) {
        if (std::find(topics.begin(), topics.end(), topic.name) != topics.end()) {
            const std::string group(consumerGroupOf(m_names.logical(topic.name)));
            Topic& measured = m_topics[topic.name];
            measured.partitions = std::move(topic.partitions);
            for (const char* name : { "kafka_consumer_lag", "consumer_lag_messages" }) {
                measured.gauges.push_back(
                    &m_metrics.gauge(name, "Records of the topic that are not yet handled",
                        { { "group", group }, { "topic", topic.name } }));
            }
        }
    }
    for (const store::StoredOffset& offset : offsets) {
        m_next[{ offset.topic, offset.partition }] = offset.next;
    }
    m_thread = std::thread([this] {
        for (;;) {
            measure();
            std::unique_lock lock(m_mutex);
            if (m_wake.wait_for(lock, measureEvery, [this] { return m_stopping; })) {
                return;
            }
        }
    });
    return {};
}

void LagMeter::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_wake.notify_all();
    }
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void LagMeter::handled(std::span<const bus::Position> positions)
{
    const std::lock_guard lock(m_mutex);
    for (const bus::Position& position : positions) {
        m_next[position.at] = position.next;
    }
}

void LagMeter::measure()
{
    for (const auto& [name, topic] : m_topics) {
        const auto lag = lagOf(name, topic);
        for (metrics::Gauge* gauge : topic.gauges) {
            lag.ok() ? gauge->set(static_cast<double>(*lag)) : gauge->clear();
        }
    }
}

Result<std::int64_t> LagMeter::lagOf(const std::string& name, const Topic& topic)
{
    std::int64_t lag = 0;
    for (const std::int32_t partition : topic.partitions) {
        const bus::TopicPartition at { name, partition };
        if (std::unique_lock lock(m_mutex); m_stopping) {
            return retriable("pipeline.stopped", "the core is stopping");
        }
        LOCUS_TRY_VALUE(marks, m_bus.watermarks(at));
        const std::lock_guard lock(m_mutex);
        const auto next = m_next.find(at);
        const std::int64_t reached = next == m_next.end() ? marks.first : next->second;
        lag += marks.end - std::clamp(reached, marks.first, marks.end);
    }
    return lag;
}

} // namespace locus::pipeline
