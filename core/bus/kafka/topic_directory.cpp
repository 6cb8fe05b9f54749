// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/topic_directory.h"

#include "core/bus/kafka/kafka_errors.h"

#include <librdkafka/rdkafka.h>

#include <memory>

namespace locus::bus::kafka {

namespace {

struct MetadataDestroy
{
    void operator()(const rd_kafka_metadata_t* metadata) const
    {
        rd_kafka_metadata_destroy(metadata);
    }
};

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
    const rd_kafka_metadata_t* raw = nullptr;
    const auto code =
        rd_kafka_metadata(handle.get(), 1, nullptr, &raw, static_cast<int>(timeout.count()));
    const std::unique_ptr<const rd_kafka_metadata_t, MetadataDestroy> metadata(raw);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return handle.explain(code, "asking for the topics");
    }
    std::map<std::string, TopicState> topics;
    for (int i = 0; i < metadata->topic_cnt; ++i) {
        if (metadata->topics[i].partition_cnt > 0) {
            topics.emplace(metadata->topics[i].topic, stateOf(metadata->topics[i]));
        }
    }
    const std::lock_guard lock(m_mutex);
    m_topics = std::move(topics);
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
    return m_brokers;
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
