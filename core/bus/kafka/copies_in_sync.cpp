// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/copies_in_sync.h"

#include "core/base/text.h"
#include "core/bus/kafka/kafka_handle.h"
#include "core/bus/kafka/tcp_probe.h"
#include "core/bus/kafka/topic_configs.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

namespace locus::bus::kafka {

namespace {

constexpr std::chrono::milliseconds probePatience { 300 };

struct Shortage
{
    std::string topic;
    std::int32_t partition = 0;
    int reachable = 0;
    int copies = 0;
    int needed = 0;
};

// A cluster that lost its controllers still tells of copies in sync whose brokers are gone: only
// those count that take a connection.
std::set<int> brokersInReach(const rd_kafka_metadata_t& metadata)
{
    std::set<int> inReach;
    for (int i = 0; i < metadata.broker_cnt; ++i) {
        const auto& broker = metadata.brokers[i];
        if (probeTcp(broker.host, std::to_string(broker.port), probePatience).ok()) {
            inReach.insert(broker.id);
        }
    }
    return inReach;
}

// Of topics whose configuration is not shown: a majority, as Locus makes them.
int neededOf(
    const std::map<std::string, ConfigValues>& configs, const std::string& topic, int copies)
{
    const auto known = configs.find(topic);
    if (known != configs.end()) {
        const auto value = known->second.find("min.insync.replicas");
        if (value != known->second.end()) {
            return static_cast<int>(toInt(value->second.value).value_or(1));
        }
    }
    return copies / 2 + 1;
}

// The partition that lacks most; `needed` 0: none lacks any.
Shortage worst(const rd_kafka_metadata_t& metadata, std::span<const std::string> topics,
    const std::map<std::string, ConfigValues>& configs)
{
    const std::set<int> inReach = brokersInReach(metadata);
    Shortage found;
    for (int t = 0; t < metadata.topic_cnt; ++t) {
        const auto& topic = metadata.topics[t];
        if (std::find(topics.begin(), topics.end(), topic.topic) == topics.end()) {
            continue;
        }
        for (int p = 0; p < topic.partition_cnt; ++p) {
            const auto& one = topic.partitions[p];
            const auto reachable = static_cast<int>(std::count_if(one.isrs, one.isrs + one.isr_cnt,
                [&](std::int32_t id) { return inReach.contains(id); }));
            const int needed = neededOf(configs, topic.topic, one.replica_cnt);
            if (needed - reachable > found.needed - found.reachable) {
                found = { topic.topic, one.id, reachable, one.replica_cnt, needed };
            }
        }
    }
    return found;
}

} // namespace

Error whyNothingIsAcknowledged(const KafkaHandle& handle, std::span<const std::string> topics,
    std::chrono::seconds waited, std::chrono::milliseconds timeout)
{
    const std::string begin =
        "Kafka has acknowledged nothing for " + std::to_string(waited.count()) + " s: ";
    const std::string end = "; what is to be sent stays in the store and goes out in order";
    KafkaHandle::Metadata metadata;
    const int code = handle.metadata(true, timeout, metadata);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        Error error = handle.explain(code, "asking why");
        error.message = begin + error.message + end;
        return error;
    }
    const auto configs = describeTopics(handle, { topics.begin(), topics.end() }, timeout);
    const Shortage found =
        worst(*metadata, topics, configs.ok() ? *configs : std::map<std::string, ConfigValues>());
    if (found.needed == 0) {
        return retriable("bus.not_acknowledged",
            begin + "the brokers are slow, or a partition waits for its leader" + end);
    }
    return retriable("bus.too_few_copies",
        begin + "partition " + std::to_string(found.partition) + " of topic " + found.topic
            + " has " + std::to_string(found.reachable) + " of its " + std::to_string(found.copies)
            + " copies in sync and in reach, and needs " + std::to_string(found.needed)
            + " (min.insync.replicas)" + end + " when brokers are back")
        .with("topic", found.topic)
        .with("partition", std::to_string(found.partition))
        .with("reachable", std::to_string(found.reachable));
}

} // namespace locus::bus::kafka
