// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/kafka_view.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>

namespace locus::test {

namespace {

PartitionView viewOf(const rd_kafka_metadata_partition& partition)
{
    return { partition.leader, { partition.replicas, partition.replicas + partition.replica_cnt },
        { partition.isrs, partition.isrs + partition.isr_cnt } };
}

} // namespace

bool KafkaView::isWhole(std::size_t brokerCount) const
{
    return brokers.size() == brokerCount
        && std::all_of(partitions.begin(), partitions.end(), [](const auto& one) {
               return one.second.leader >= 0
                   && one.second.inSync.size() == one.second.replicas.size();
           });
}

Result<KafkaView> viewOf(const std::string& bootstrap, std::chrono::milliseconds timeout)
{
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "bootstrap.servers", bootstrap.c_str(), nullptr, 0);
    rd_kafka_conf_set(conf, "log_level", "0", nullptr, 0);
    rd_kafka_t* client = rd_kafka_new(RD_KAFKA_PRODUCER, conf, nullptr, 0);
    const rd_kafka_metadata_t* metadata = nullptr;
    const auto code =
        rd_kafka_metadata(client, 1, nullptr, &metadata, static_cast<int>(timeout.count()));
    KafkaView view;
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
        for (int i = 0; i < metadata->broker_cnt; ++i) {
            view.brokers.push_back(metadata->brokers[i].id);
        }
        for (int i = 0; i < metadata->topic_cnt; ++i) {
            const auto& topic = metadata->topics[i];
            for (int p = 0; p < topic.partition_cnt; ++p) {
                view.partitions[{ topic.topic, topic.partitions[p].id }] =
                    viewOf(topic.partitions[p]);
            }
        }
        rd_kafka_metadata_destroy(metadata);
    }
    rd_kafka_destroy(client);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return retriable("test.broker_failed",
            std::string("the cluster does not answer: ") + rd_kafka_err2str(code));
    }
    return view;
}

} // namespace locus::test
