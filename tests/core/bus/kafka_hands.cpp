// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/bus/kafka_hands.h"

#include <QtGlobal>

#include <librdkafka/rdkafka.h>

#include <array>

namespace locus::test {

namespace {
constexpr int patienceMs = 20'000;

template <auto destroy> struct Destroy
{
    template <typename Handle> void operator()(Handle* handle) const { destroy(handle); }
};
using Queue = std::unique_ptr<rd_kafka_queue_t, Destroy<rd_kafka_queue_destroy>>;
using Event = std::unique_ptr<rd_kafka_event_t, Destroy<rd_kafka_event_destroy>>;
using List = std::unique_ptr<rd_kafka_topic_partition_list_t,
    Destroy<rd_kafka_topic_partition_list_destroy>>;

bool succeeded(const Event& event)
{
    return event && rd_kafka_event_error(event.get()) == RD_KAFKA_RESP_ERR_NO_ERROR;
}
} // namespace

KafkaHands::KafkaHands(const std::string& bootstrap, const std::string& group)
{
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "bootstrap.servers", bootstrap.c_str(), nullptr, 0);
    rd_kafka_conf_set(conf, "group.id", group.c_str(), nullptr, 0);
    m_client = rd_kafka_new(RD_KAFKA_CONSUMER, conf, nullptr, 0);
}

KafkaHands::~KafkaHands()
{
    rd_kafka_destroy(m_client);
}

bool KafkaHands::deleteTopic(const std::string& topic)
{
    const Queue queue(rd_kafka_queue_new(m_client));
    rd_kafka_DeleteTopic_t* wanted = rd_kafka_DeleteTopic_new(topic.c_str());
    rd_kafka_DeleteTopics(m_client, &wanted, 1, nullptr, queue.get());
    const Event event(rd_kafka_queue_poll(queue.get(), patienceMs));
    rd_kafka_DeleteTopic_destroy(wanted);
    return succeeded(event);
}

bool KafkaHands::deleteRecordsBefore(const bus::TopicPartition& at, std::int64_t offset)
{
    const Queue queue(rd_kafka_queue_new(m_client));
    const List list(rd_kafka_topic_partition_list_new(1));
    rd_kafka_topic_partition_list_add(list.get(), at.topic.c_str(), at.partition)->offset = offset;
    rd_kafka_DeleteRecords_t* wanted = rd_kafka_DeleteRecords_new(list.get());
    rd_kafka_DeleteRecords(m_client, &wanted, 1, nullptr, queue.get());
    const Event event(rd_kafka_queue_poll(queue.get(), patienceMs));
    rd_kafka_DeleteRecords_destroy(wanted);
    return succeeded(event);
}

std::int64_t KafkaHands::committed(const bus::TopicPartition& at)
{
    const List list(rd_kafka_topic_partition_list_new(1));
    rd_kafka_topic_partition_list_add(list.get(), at.topic.c_str(), at.partition);
    if (rd_kafka_committed(m_client, list.get(), patienceMs) != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return -1;
    }
    return list->elems[0].offset < 0 ? -1 : list->elems[0].offset;
}

std::string KafkaHands::configOf(const std::string& topic, const std::string& name)
{
    const Queue queue(rd_kafka_queue_new(m_client));
    rd_kafka_ConfigResource_t* wanted =
        rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.c_str());
    rd_kafka_DescribeConfigs(m_client, &wanted, 1, nullptr, queue.get());
    const Event event(rd_kafka_queue_poll(queue.get(), patienceMs));
    rd_kafka_ConfigResource_destroy(wanted);
    if (!succeeded(event)) {
        return {};
    }
    std::size_t count = 0;
    const auto* result = rd_kafka_event_DescribeConfigs_result(event.get());
    const auto** resources = rd_kafka_DescribeConfigs_result_resources(result, &count);
    std::size_t entries = 0;
    const auto** all =
        count == 0 ? nullptr : rd_kafka_ConfigResource_configs(resources[0], &entries);
    for (std::size_t i = 0; i < entries; ++i) {
        if (name == rd_kafka_ConfigEntry_name(all[i])) {
            return rd_kafka_ConfigEntry_value(all[i]);
        }
    }
    return {};
}

bool KafkaHands::writeTransactions(
    const std::string& bootstrap, const std::string& topic, int transactions)
{
    const auto succeeded = [](rd_kafka_error_t* error) {
        const bool ok = error == nullptr;
        if (!ok) {
            qWarning("%s", rd_kafka_error_string(error));
            rd_kafka_error_destroy(error);
        }
        return ok;
    };
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "bootstrap.servers", bootstrap.c_str(), nullptr, 0);
    rd_kafka_conf_set(conf, "transactional.id", topic.c_str(), nullptr, 0);
    rd_kafka_t* const producer = rd_kafka_new(RD_KAFKA_PRODUCER, conf, nullptr, 0);
    bool ok = succeeded(rd_kafka_init_transactions(producer, patienceMs));
    for (int i = 0; ok && i < transactions; ++i) {
        const std::string value = std::to_string(i);
        std::array<rd_kafka_vu_t, 4> record {};
        record[0].vtype = RD_KAFKA_VTYPE_TOPIC;
        record[0].u.cstr = topic.c_str();
        record[1].vtype = RD_KAFKA_VTYPE_PARTITION;
        record[1].u.i32 = 0;
        record[2].vtype = RD_KAFKA_VTYPE_VALUE;
        record[2].u.mem.ptr = const_cast<char*>(value.data()); // it is copied
        record[2].u.mem.size = value.size();
        record[3].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
        record[3].u.i = RD_KAFKA_MSG_F_COPY;
        ok = succeeded(rd_kafka_begin_transaction(producer))
            && succeeded(rd_kafka_produceva(producer, record.data(), record.size()))
            && succeeded(rd_kafka_commit_transaction(producer, patienceMs));
    }
    rd_kafka_destroy(producer);
    return ok;
}

} // namespace locus::test
