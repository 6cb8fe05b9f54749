// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/copies_in_sync.h"

#include "core/base/text.h"
#include "core/bus/kafka/kafka_handle.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <memory>
#include <set>

namespace locus::bus::kafka {

namespace {

struct MetadataDestroy
{
    void operator()(const rd_kafka_metadata_t* metadata) const
    {
        rd_kafka_metadata_destroy(metadata);
    }
};
using Metadata = std::unique_ptr<const rd_kafka_metadata_t, MetadataDestroy>;

struct Short
{
    std::string topic;
    std::int32_t partition = 0;
    int reachable = 0;
    int copies = 0;
};

// A cluster that lost its controllers still tells of copies in sync whose brokers are gone: only
// those count that this client has not lost. A name is "host:port/id".
std::set<std::int64_t> lostBrokers(const KafkaHandle& handle)
{
    std::set<std::int64_t> lost;
    for (const auto& broker : handle.statistics().brokers) {
        const auto id = toInt(std::string_view(broker.name).substr(broker.name.rfind('/') + 1));
        const bool isAway =
            broker.state == "DOWN" || broker.state == "CONNECT" || broker.state == "TRY_CONNECT";
        if (id && isAway) {
            lost.insert(*id);
        }
    }
    return lost;
}

// The partition with the fewest copies in reach; `copies` 0: none is short of any.
Short worst(const rd_kafka_metadata_t& metadata, std::span<const std::string> topics,
    const std::set<std::int64_t>& lost)
{
    Short found;
    for (int t = 0; t < metadata.topic_cnt; ++t) {
        const auto& topic = metadata.topics[t];
        if (std::find(topics.begin(), topics.end(), topic.topic) == topics.end()) {
            continue;
        }
        for (int p = 0; p < topic.partition_cnt; ++p) {
            const auto& one = topic.partitions[p];
            const auto reachable = static_cast<int>(std::count_if(one.isrs, one.isrs + one.isr_cnt,
                [&](std::int32_t id) { return !lost.contains(id); }));
            const bool isShort = reachable < one.replica_cnt;
            if (isShort && (found.copies == 0 || reachable < found.reachable)) {
                found = { topic.topic, one.id, reachable, one.replica_cnt };
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
    const rd_kafka_metadata_t* raw = nullptr;
    const auto code =
        rd_kafka_metadata(handle.get(), 1, nullptr, &raw, static_cast<int>(timeout.count()));
    const Metadata metadata(raw);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        Error error = handle.explain(code, "asking why");
        error.message = begin + error.message + end;
        return error;
    }
    const Short found = worst(*metadata, topics, lostBrokers(handle));
    if (found.copies == 0) {
        return retriable("bus.not_acknowledged", begin + "the brokers are slow" + end);
    }
    return retriable("bus.too_few_copies",
        begin + "partition " + std::to_string(found.partition) + " of topic " + found.topic
            + " has " + std::to_string(found.reachable) + " of its " + std::to_string(found.copies)
            + " copies in sync and in reach, fewer than min.insync.replicas asks for" + end
            + " when brokers are back")
        .with("topic", found.topic)
        .with("partition", std::to_string(found.partition))
        .with("reachable", std::to_string(found.reachable));
}

} // namespace locus::bus::kafka
