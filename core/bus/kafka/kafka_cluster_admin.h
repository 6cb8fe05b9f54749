// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/kafka/kafka_settings.h"
#include "core/cluster/cluster_admin.h"

#include <chrono>
#include <memory>

namespace locus::bus {

namespace kafka {
class KafkaHandle;
}

// Looks at a Kafka cluster and changes it through librdkafka's admin calls. Configurations are
// changed by writing all that a topic has of its own, with the changes (librdkafka before 2.2
// cannot do it otherwise): what somebody else writes in that very moment may be lost. Each call
// blocks for up to about `timeout`.
class KafkaClusterAdmin final : public cluster::ClusterAdmin
{
public:
    // Needs no broker yet. Errors: invalid "bus.settings".
    static Result<std::unique_ptr<KafkaClusterAdmin>> open(const KafkaSettings& settings,
        std::chrono::milliseconds timeout = std::chrono::seconds(20));
    ~KafkaClusterAdmin() override;

    Result<cluster::ClusterState> observe(const cluster::ClusterDesign& design) override;
    Status perform(const cluster::PlanStep& step) override;

private:
    KafkaClusterAdmin(
        std::unique_ptr<kafka::KafkaHandle> handle, std::chrono::milliseconds timeout);

    Status readTopics(const cluster::ClusterDesign& design, cluster::ClusterState& state);
    Status readConfigs(cluster::ClusterState& state);
    Status readRules(cluster::ClusterState& state);
    Status createTopic(const cluster::TopicDesign& topic);
    Status addPartitions(const cluster::TopicDesign& topic);
    Status setConfigs(const cluster::TopicDesign& topic);
    Status createRule(const cluster::AccessRule& rule);
    Status awaitTopic(const cluster::TopicDesign& topic);

    std::unique_ptr<kafka::KafkaHandle> m_handle;
    const std::chrono::milliseconds m_timeout;
};

} // namespace locus::bus
