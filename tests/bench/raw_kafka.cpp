// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/raw_kafka.h"

#include <array>

namespace locus::bench::raw {

namespace {

constexpr std::size_t batch = 2000;

void onDelivery(rd_kafka_t*, const rd_kafka_message_t* message, void* opaque)
{
    auto& counts = *static_cast<Acknowledged*>(opaque);
    ++(message->err == RD_KAFKA_RESP_ERR_NO_ERROR ? counts.good : counts.bad);
}

} // namespace

Result<Owned<rd_kafka_t>> makeClient(
    rd_kafka_type_t type, const Settings& settings, Acknowledged* counts)
{
    std::array<char, 512> why {};
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    for (const auto& [name, value] : settings) {
        if (rd_kafka_conf_set(conf, name, value.c_str(), why.data(), why.size())
            != RD_KAFKA_CONF_OK) {
            rd_kafka_conf_destroy(conf);
            return invalid("bench.peer", why.data());
        }
    }
    if (counts != nullptr) {
        rd_kafka_conf_set_opaque(conf, counts);
        rd_kafka_conf_set_dr_msg_cb(conf, onDelivery);
    }
    Owned<rd_kafka_t> client(rd_kafka_new(type, conf, why.data(), why.size()));
    if (!client) {
        rd_kafka_conf_destroy(conf);
        return retriable("bench.peer", why.data());
    }
    return client;
}

Batches::Batches(rd_kafka_t* client, const std::string& topic, std::int32_t partitions)
    : m_client(client)
    , m_queue((rd_kafka_poll_set_consumer(client), rd_kafka_queue_get_consumer(client)))
    , m_messages(batch)
{
    const Owned<rd_kafka_topic_partition_list_t> list(
        rd_kafka_topic_partition_list_new(partitions));
    for (std::int32_t partition = 0; partition < partitions; ++partition) {
        rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), partition)->offset = 0;
    }
    rd_kafka_assign(client, list.get());
}

Batches::~Batches()
{
    rd_kafka_assign(m_client, nullptr);
}

Result<std::span<rd_kafka_message_t* const>> Batches::next()
{
    // A batch call waits its whole time for a full batch: wait for one, take what is there.
    ssize_t taken = rd_kafka_consume_batch_queue(m_queue.get(), patienceMs, m_messages.data(), 1);
    if (taken == 1) {
        taken += rd_kafka_consume_batch_queue(
            m_queue.get(), 0, m_messages.data() + 1, m_messages.size() - 1);
    }
    if (taken <= 0) {
        return retriable("bench.peer", "records did not come in time");
    }
    return std::span<rd_kafka_message_t* const>(m_messages.data(), static_cast<std::size_t>(taken));
}

} // namespace locus::bench::raw
