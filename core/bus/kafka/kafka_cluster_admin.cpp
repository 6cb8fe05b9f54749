// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/kafka_cluster_admin.h"

#include "core/bus/kafka/access_rules.h"
#include "core/bus/kafka/admin_call.h"
#include "core/bus/kafka/kafka_errors.h"
#include "core/bus/kafka/kafka_handle.h"
#include "core/bus/kafka/topic_configs.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <thread>
#include <vector>

namespace locus::bus {

using namespace kafka;

namespace {

template <auto destroy> struct Destroy
{
    template <typename Handle> void operator()(Handle* handle) const { destroy(handle); }
};
using NewTopic = std::unique_ptr<rd_kafka_NewTopic_t, Destroy<rd_kafka_NewTopic_destroy>>;
using NewPartitions =
    std::unique_ptr<rd_kafka_NewPartitions_t, Destroy<rd_kafka_NewPartitions_destroy>>;
using Resource =
    std::unique_ptr<rd_kafka_ConfigResource_t, Destroy<rd_kafka_ConfigResource_destroy>>;
using Metadata = std::unique_ptr<const rd_kafka_metadata_t, Destroy<rd_kafka_metadata_destroy>>;

Result<Metadata> metadataOf(const KafkaHandle& handle, std::chrono::milliseconds timeout)
{
    const rd_kafka_metadata_t* raw = nullptr;
    const auto code =
        rd_kafka_metadata(handle.get(), 1, nullptr, &raw, static_cast<int>(timeout.count()));
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return handle.explain(code, "asking for the topics");
    }
    return Metadata(raw);
}

cluster::TopicActual actualOf(const rd_kafka_metadata_topic& topic)
{
    cluster::TopicActual actual;
    for (int i = 0; i < topic.partition_cnt; ++i) {
        const auto& one = topic.partitions[i];
        actual.replicas[one.id] = { one.replicas, one.replicas + one.replica_cnt };
    }
    return actual;
}

Error failure(rd_kafka_resp_err_t code, const char* text, const char* right,
    const std::string& topic, const std::string& doing)
{
    Error error = kafkaError(code, doing, text == nullptr ? "" : text);
    return isNotPermitted(error) ? notPermitted(right, topic, error) : error;
}

// The one topic result that both creating calls give.
Status readTopicResult(const rd_kafka_topic_result_t** results, std::size_t count,
    const std::string& topic, const char* right, const std::string& doing)
{
    if (count == 0 || rd_kafka_topic_result_error(results[0]) == RD_KAFKA_RESP_ERR_NO_ERROR) {
        return {};
    }
    return failure(rd_kafka_topic_result_error(results[0]),
        rd_kafka_topic_result_error_string(results[0]), right, topic, doing);
}

} // namespace

KafkaClusterAdmin::KafkaClusterAdmin(
    std::unique_ptr<KafkaHandle> handle, std::chrono::milliseconds timeout)
    : m_handle(std::move(handle))
    , m_timeout(timeout)
{ }

KafkaClusterAdmin::~KafkaClusterAdmin() = default;

Result<std::unique_ptr<KafkaClusterAdmin>> KafkaClusterAdmin::open(
    const KafkaSettings& settings, std::chrono::milliseconds timeout)
{
    LOCUS_TRY_VALUE(handle, KafkaHandle::open(settings, KafkaHandle::Role::Admin));
    return std::unique_ptr<KafkaClusterAdmin>(new KafkaClusterAdmin(std::move(handle), timeout));
}

Result<cluster::ClusterState> KafkaClusterAdmin::observe(const cluster::ClusterDesign& design)
{
    cluster::ClusterState state;
    LOCUS_TRY(readTopics(design, state));
    LOCUS_TRY(readConfigs(state));
    if (!design.rules.empty()) {
        LOCUS_TRY(readRules(state));
    }
    return state;
}

Status KafkaClusterAdmin::readTopics(
    const cluster::ClusterDesign& design, cluster::ClusterState& state)
{
    LOCUS_TRY_VALUE(metadata, metadataOf(*m_handle, m_timeout));
    char* id = rd_kafka_clusterid(m_handle->get(), static_cast<int>(m_timeout.count()));
    if (id != nullptr) {
        state.id = id;
        rd_kafka_mem_free(m_handle->get(), id);
    }
    for (int i = 0; i < metadata->broker_cnt; ++i) {
        state.brokers.push_back(metadata->brokers[i].id);
    }
    std::sort(state.brokers.begin(), state.brokers.end());
    for (int i = 0; i < metadata->topic_cnt; ++i) {
        const auto& topic = metadata->topics[i];
        const bool isWanted = std::any_of(design.topics.begin(), design.topics.end(),
            [&](const cluster::TopicDesign& one) { return one.name == topic.topic; });
        if (isWanted && topic.partition_cnt > 0) {
            state.topics[topic.topic] = actualOf(topic);
        }
    }
    return {};
}

Status KafkaClusterAdmin::readConfigs(cluster::ClusterState& state)
{
    std::vector<std::string> names;
    for (const auto& [name, topic] : state.topics) {
        names.push_back(name);
    }
    if (names.empty()) {
        return {};
    }
    LOCUS_TRY_VALUE(all, describeTopics(*m_handle, names, m_timeout));
    for (auto& [name, topic] : state.topics) {
        for (const auto& [key, value] : all[name]) {
            topic.configs[key] = value.value;
        }
    }
    return {};
}

Status KafkaClusterAdmin::readRules(cluster::ClusterState& state)
{
    auto rules = readAccessRules(*m_handle, m_timeout);
    if (!rules.ok() && rules.error().code == "bus.no_authorizer") {
        return {};
    }
    if (!rules.ok()) {
        return rules.error();
    }
    state.rules = std::move(rules).value();
    return {};
}

Status KafkaClusterAdmin::perform(const cluster::PlanStep& step)
{
    using Kind = cluster::PlanStep::Kind;
    switch (step.kind) {
    case Kind::CreateTopic: return createTopic(step.topic);
    case Kind::AddPartitions: return addPartitions(step.topic);
    case Kind::SetConfigs: return setConfigs(step.topic);
    case Kind::CreateRule: break;
    }
    return createRule(step.rule);
}

Status KafkaClusterAdmin::createTopic(const cluster::TopicDesign& topic)
{
    const NewTopic wanted(
        rd_kafka_NewTopic_new(topic.name.c_str(), topic.partitions, topic.replication, nullptr, 0));
    if (!wanted) {
        return invalid("bus.topic_spec", "topic " + topic.name + " cannot be described to Kafka");
    }
    for (const auto& [name, value] : topic.configs) {
        rd_kafka_NewTopic_set_config(wanted.get(), name.c_str(), value.c_str());
    }
    rd_kafka_NewTopic_t* raw = wanted.get();
    const std::string doing = "creating topic " + topic.name;
    LOCUS_TRY_VALUE(event,
        adminCall(*m_handle, RD_KAFKA_ADMIN_OP_CREATETOPICS, doing, m_timeout,
            [&](rd_kafka_AdminOptions_t* options, rd_kafka_queue_t* queue) {
                rd_kafka_CreateTopics(m_handle->get(), &raw, 1, options, queue);
            }));
    std::size_t count = 0;
    const auto** results = rd_kafka_CreateTopics_result_topics(
        rd_kafka_event_CreateTopics_result(event.get()), &count);
    LOCUS_TRY(readTopicResult(results, count, topic.name, "Create", doing));
    return awaitTopic(topic);
}

// A broker that is asked next may not have heard of it yet.
Status KafkaClusterAdmin::awaitTopic(const cluster::TopicDesign& topic)
{
    const auto until = std::chrono::steady_clock::now() + m_timeout;
    for (;;) {
        LOCUS_TRY_VALUE(metadata, metadataOf(*m_handle, m_timeout));
        for (int i = 0; i < metadata->topic_cnt; ++i) {
            if (topic.name == metadata->topics[i].topic
                && metadata->topics[i].partition_cnt >= topic.partitions) {
                return {};
            }
        }
        if (std::chrono::steady_clock::now() > until) {
            return retriable("bus.unreachable",
                "Kafka: topic " + topic.name + " was made, but the brokers do not show it yet");
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

Status KafkaClusterAdmin::addPartitions(const cluster::TopicDesign& topic)
{
    const NewPartitions wanted(rd_kafka_NewPartitions_new(
        topic.name.c_str(), static_cast<std::size_t>(topic.partitions), nullptr, 0));
    rd_kafka_NewPartitions_t* raw = wanted.get();
    const std::string doing = "adding partitions to topic " + topic.name;
    LOCUS_TRY_VALUE(event,
        adminCall(*m_handle, RD_KAFKA_ADMIN_OP_CREATEPARTITIONS, doing, m_timeout,
            [&](rd_kafka_AdminOptions_t* options, rd_kafka_queue_t* queue) {
                rd_kafka_CreatePartitions(m_handle->get(), &raw, 1, options, queue);
            }));
    std::size_t count = 0;
    const auto** results = rd_kafka_CreatePartitions_result_topics(
        rd_kafka_event_CreatePartitions_result(event.get()), &count);
    LOCUS_TRY(readTopicResult(results, count, topic.name, "Alter", doing));
    return awaitTopic(topic);
}

Status KafkaClusterAdmin::setConfigs(const cluster::TopicDesign& topic)
{
    LOCUS_TRY_VALUE(now, describeTopics(*m_handle, { topic.name }, m_timeout));
    const Resource resource(
        rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.name.c_str()));
    // What is not named in this request goes back to its default.
    for (const auto& [name, value] : now[topic.name]) {
        if (value.isOwn && !topic.configs.contains(name)) {
            rd_kafka_ConfigResource_set_config(resource.get(), name.c_str(), value.value.c_str());
        }
    }
    for (const auto& [name, value] : topic.configs) {
        rd_kafka_ConfigResource_set_config(resource.get(), name.c_str(), value.c_str());
    }
    rd_kafka_ConfigResource_t* raw = resource.get();
    const std::string doing = "changing the configuration of topic " + topic.name;
    LOCUS_TRY_VALUE(event,
        adminCall(*m_handle, RD_KAFKA_ADMIN_OP_ALTERCONFIGS, doing, m_timeout,
            [&](rd_kafka_AdminOptions_t* options, rd_kafka_queue_t* queue) {
                rd_kafka_AlterConfigs(m_handle->get(), &raw, 1, options, queue);
            }));
    std::size_t count = 0;
    const auto** results = rd_kafka_AlterConfigs_result_resources(
        rd_kafka_event_AlterConfigs_result(event.get()), &count);
    if (count == 0 || rd_kafka_ConfigResource_error(results[0]) == RD_KAFKA_RESP_ERR_NO_ERROR) {
        return {};
    }
    return failure(rd_kafka_ConfigResource_error(results[0]),
        rd_kafka_ConfigResource_error_string(results[0]), "AlterConfigs", topic.name, doing);
}

Status KafkaClusterAdmin::createRule(const cluster::AccessRule& rule)
{
    return createAccessRule(*m_handle, rule, m_timeout);
}

} // namespace locus::bus
