// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/kafka_admin.h"

#include "core/base/text.h"
#include "core/bus/kafka/admin_call.h"
#include "core/bus/kafka/kafka_errors.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <array>
#include <memory>

namespace locus::bus::kafka {

namespace {

template <auto destroy> struct Destroy
{
    template <typename Handle> void operator()(Handle* handle) const { destroy(handle); }
};
using Queue = std::unique_ptr<rd_kafka_queue_t, Destroy<rd_kafka_queue_destroy>>;
using Options = std::unique_ptr<rd_kafka_AdminOptions_t, Destroy<rd_kafka_AdminOptions_destroy>>;
using NewTopic = std::unique_ptr<rd_kafka_NewTopic_t, Destroy<rd_kafka_NewTopic_destroy>>;

// The broker's limit is on a batch: a record, its headers' lengths and the batch's frame.
constexpr std::size_t batchFrame = 64UL * 1024;

NewTopic makeTopic(const TopicSpec& spec, int brokers)
{
    const bool safe = brokers >= 3;
    NewTopic topic(
        rd_kafka_NewTopic_new(spec.name.c_str(), spec.partitions, safe ? 3 : 1, nullptr, 0));
    if (!topic) {
        return topic;
    }
    const auto set = [&](const char* name, const std::string& value) {
        rd_kafka_NewTopic_set_config(topic.get(), name, value.c_str());
    };
    set("retention.ms", std::to_string(std::chrono::milliseconds(spec.retention).count()));
    set("max.message.bytes", std::to_string(spec.maxRecordBytes + batchFrame));
    set("min.insync.replicas", safe ? "2" : "1");
    set("unclean.leader.election.enable", "false");
    set("cleanup.policy", "delete");
    return topic;
}

std::string describe(const TopicSpec& spec)
{
    return spec.name + " (" + std::to_string(spec.partitions) + " partitions, retention "
        + std::to_string(spec.retention.count()) + " h, records up to "
        + std::to_string(spec.maxRecordBytes) + " bytes)";
}

Error missingTopics(std::span<const TopicSpec> specs, const std::vector<std::string>& names)
{
    std::vector<std::string> described;
    for (const TopicSpec& spec : specs) {
        if (std::find(names.begin(), names.end(), spec.name) != names.end()) {
            described.push_back(describe(spec));
        }
    }
    Error error = refused("bus.topics_missing",
        "these topics are missing and this user may not create them: " + join(described, ", ")
            + ". Let the cluster's administrator create them, or grant the right Create on the "
              "cluster or on these topics");
    error.context.emplace_back("right", "Create");
    for (const std::string& name : names) {
        error.context.emplace_back("topic", name);
    }
    return error;
}

Status readResult(const rd_kafka_CreateTopics_result_t* result, std::span<const TopicSpec> specs)
{
    std::size_t count = 0;
    const rd_kafka_topic_result_t** topics = rd_kafka_CreateTopics_result_topics(result, &count);
    std::vector<std::string> forbidden;
    for (std::size_t i = 0; i < count; ++i) {
        const auto code = rd_kafka_topic_result_error(topics[i]);
        const std::string name = rd_kafka_topic_result_name(topics[i]);
        switch (code) {
        case RD_KAFKA_RESP_ERR_NO_ERROR:
        case RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS: break;
        case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
        case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED: forbidden.push_back(name); break;
        default: {
            const char* why = rd_kafka_topic_result_error_string(topics[i]);
            return kafkaError(code, "creating topic " + name, why == nullptr ? "" : why);
        }
        }
    }
    if (!forbidden.empty()) {
        return missingTopics(specs, forbidden);
    }
    return {};
}

} // namespace

Status createTopics(const KafkaHandle& handle, std::span<const TopicSpec> specs, int brokers,
    bool onlyCheck, std::chrono::milliseconds timeout)
{
    std::vector<NewTopic> topics;
    std::vector<rd_kafka_NewTopic_t*> raw;
    for (const TopicSpec& spec : specs) {
        topics.push_back(makeTopic(spec, brokers));
        if (!topics.back()) {
            return invalid("bus.topic_spec",
                "topic '" + spec.name + "' needs a name and at least one partition");
        }
        raw.push_back(topics.back().get());
    }
    const Options options(rd_kafka_AdminOptions_new(handle.get(), RD_KAFKA_ADMIN_OP_CREATETOPICS));
    std::array<char, 256> reason {};
    const int patience = static_cast<int>(timeout.count());
    rd_kafka_AdminOptions_set_request_timeout(
        options.get(), patience, reason.data(), reason.size());
    rd_kafka_AdminOptions_set_operation_timeout(
        options.get(), patience, reason.data(), reason.size());
    rd_kafka_AdminOptions_set_validate_only(
        options.get(), onlyCheck ? 1 : 0, reason.data(), reason.size());
    const Queue queue(rd_kafka_queue_new(handle.get()));
    rd_kafka_CreateTopics(handle.get(), raw.data(), raw.size(), options.get(), queue.get());
    const AdminEvent event =
        awaitEvent(handle, queue.get(), timeout + std::chrono::milliseconds(1000));
    if (!event) {
        return handle.explain(RD_KAFKA_RESP_ERR__TIMED_OUT, "creating topics");
    }
    if (const auto code = rd_kafka_event_error(event.get()); code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return handle.explain(code, "creating topics");
    }
    return readResult(rd_kafka_event_CreateTopics_result(event.get()), specs);
}

} // namespace locus::bus::kafka
