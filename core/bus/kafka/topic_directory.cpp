// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/topic_directory.h"

#include "core/bus/kafka/kafka_errors.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <memory>
#include <thread>

namespace locus::bus::kafka {

namespace {

TopicState stateOf(const rd_kafka_metadata_topic& topic)
{
    TopicState state;
    state.name = topic.topic;
    for (int i = 0; i < topic.partition_cnt; ++i) {
        state.partitions.push_back(topic.partitions[i].id);
        state.replication = topic.partitions[i].replica_cnt;
    }
    return state;
}

} // namespace

Status TopicDirectory::refresh(const KafkaHandle& handle, std::chrono::milliseconds timeout)
{
    KafkaHandle::Metadata metadata;
    const int code = handle.metadata(true, timeout, metadata);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return handle.explain(code, "asking for the topics");
    }
    std::map<std::string, TopicState> topics;
    std::set<std::string> leaderless;
    for (int i = 0; i < metadata->topic_cnt; ++i) {
        const rd_kafka_metadata_topic& topic = metadata->topics[i];
        if (topic.partition_cnt > 0) {
            topics.emplace(topic.topic, stateOf(topic));
        }
        if (std::any_of(topic.partitions, topic.partitions + topic.partition_cnt,
                [](const rd_kafka_metadata_partition& one) { return one.leader < 0; })) {
            leaderless.insert(topic.topic);
        }
    }
    const std::lock_guard lock(m_mutex);
    m_topics = std::move(topics);
    m_leaderless = std::move(leaderless);
    m_brokers = metadata->broker_cnt;
    return {};
}

std::vector<TopicState> TopicDirectory::topics() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<TopicState> all;
    for (const auto& [name, state] : m_topics) {
        all.push_back(state);
    }
    return all;
}

int TopicDirectory::brokers() const
{
    const std::lock_guard lock(m_mutex);
    int brokers = m_brokers;
    for (const auto& [name, state] : m_topics) {
        brokers = std::max(brokers, state.replication);
    }
    return brokers;
}

std::int32_t TopicDirectory::known(const std::string& topic) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_topics.find(topic);
    return found == m_topics.end() ? 0 : static_cast<std::int32_t>(found->second.partitions.size());
}

Result<std::int32_t> TopicDirectory::partitions(
    const KafkaHandle& handle, const std::string& topic, std::chrono::milliseconds timeout)
{
    std::int32_t count = known(topic);
    if (count == 0) {
        LOCUS_TRY(refresh(handle, timeout));
        count = known(topic);
    }
    if (count == 0) {
        return notFound("bus.no_topic",
            "the cluster has no topic " + topic + ", or does not show it to this user")
            .with("topic", topic);
    }
    return count;
}

bool TopicDirectory::hasLeaders(const std::string& topic) const
{
    const std::lock_guard lock(m_mutex);
    return m_topics.contains(topic) && !m_leaderless.contains(topic);
}

Status TopicDirectory::awaitLeaders(
    const KafkaHandle& handle, std::span<const TopicSpec> specs, std::chrono::milliseconds timeout)
{
    const auto until = std::chrono::steady_clock::now() + timeout;
    for (;;) {
        LOCUS_TRY(refresh(handle, timeout));
        const auto waiting = std::find_if(specs.begin(), specs.end(),
            [this](const TopicSpec& spec) { return !hasLeaders(spec.name); });
        if (waiting == specs.end()) {
            return {};
        }
        if (std::chrono::steady_clock::now() > until) {
            return retriable(
                "bus.unreachable", "Kafka: the new topic " + waiting->name + " has no leader yet");
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

Status TopicDirectory::check(
    const KafkaHandle& handle, const TopicPartition& at, std::chrono::milliseconds timeout)
{
    LOCUS_TRY_VALUE(count, partitions(handle, at.topic, timeout));
    if (at.partition < 0 || at.partition >= count) {
        return notFound("bus.no_topic",
            "topic " + at.topic + " has partitions 0 to " + std::to_string(count - 1) + ", not "
                + std::to_string(at.partition))
            .with("topic", at.topic);
    }
    return {};
}

void TopicDirectory::setLimit(const std::string& topic, std::size_t maxRecordBytes)
{
    const std::lock_guard lock(m_mutex);
    m_limits[topic] = maxRecordBytes;
}

std::size_t TopicDirectory::limit(const std::string& topic) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_limits.find(topic);
    return found == m_limits.end() ? 0 : found->second;
}

std::vector<std::string> TopicDirectory::limitedTopics() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<std::string> names;
    for (const auto& [name, limit] : m_limits) {
        names.push_back(name);
    }
    return names;
}

} // namespace locus::bus::kafka
