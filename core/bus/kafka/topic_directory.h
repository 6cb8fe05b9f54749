// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/event_bus.h"
#include "core/bus/kafka/cluster_watch.h"
#include "core/bus/kafka/kafka_handle.h"

#include <chrono>
#include <map>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace locus::bus::kafka {

// The cluster's topics as last seen, so that a name that is not there is an error at once and never
// a topic that the broker makes up. Thread contract: any thread.
class TopicDirectory
{
public:
    // Asks the cluster anew. Never creates a topic.
    Status refresh(const KafkaHandle& handle, std::chrono::milliseconds timeout);

    [[nodiscard]] std::vector<TopicState> topics() const;
    // Alive now; or the most copies that any topic has, when that is more: a broker that is down
    // for the moment must not make a new topic unsafe for good.
    [[nodiscard]] int brokers() const;
    [[nodiscard]] ClusterWatch& watch() { return m_watch; }
    [[nodiscard]] const Waiting& waiting() const { return m_waiting; } // for the clients of its bus
    // Number of partitions; asks the cluster when the name is not known yet. Errors: not_found
    // "bus.no_topic", retriable "bus.unreachable".
    Result<std::int32_t> partitions(
        const KafkaHandle& handle, const std::string& topic, std::chrono::milliseconds timeout);
    // Waits until every partition of these topics has a leader: after their creation. Errors:
    // retriable "bus.unreachable".
    Status awaitLeaders(const KafkaHandle& handle, std::span<const TopicSpec> specs,
        std::chrono::milliseconds timeout);
    // As partitions(), and the partition must be there.
    Status check(
        const KafkaHandle& handle, const TopicPartition& at, std::chrono::milliseconds timeout);

    // Largest record as told to ensureTopics(); 0: not known, the broker decides.
    void setLimit(const std::string& topic, std::size_t maxRecordBytes);
    [[nodiscard]] std::size_t limit(const std::string& topic) const;
    [[nodiscard]] std::vector<std::string> limitedTopics() const;

private:
    [[nodiscard]] bool hasLeaders(const std::string& topic) const;
    [[nodiscard]] std::int32_t known(const std::string& topic) const;

    mutable std::mutex m_mutex;
    std::map<std::string, TopicState> m_topics;
    std::set<std::string> m_leaderless;
    std::map<std::string, std::size_t> m_limits;
    int m_brokers = 0;
    ClusterWatch m_watch;
    const Waiting m_waiting;
};

} // namespace locus::bus::kafka
