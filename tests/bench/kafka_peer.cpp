// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/kafka_peer.h"

#include "tests/bench/bench_bus_setup.h"

#include <librdkafka/rdkafka.h>

#include <array>
#include <memory>
#include <utility>

namespace locus::bench {

namespace {

constexpr std::size_t batch = 2000;
constexpr int patienceMs = 30'000;

struct Destroy
{
    void operator()(rd_kafka_t* client) const { rd_kafka_destroy(client); }
    void operator()(rd_kafka_queue_t* queue) const { rd_kafka_queue_destroy(queue); }
    void operator()(rd_kafka_topic_partition_list_t* list) const
    {
        rd_kafka_topic_partition_list_destroy(list);
    }
};
using Client = std::unique_ptr<rd_kafka_t, Destroy>;
using Settings = std::vector<std::pair<const char*, std::string>>;

struct Acknowledged
{
    std::uint64_t good = 0;
    std::uint64_t bad = 0;
};

void onDelivery(rd_kafka_t*, const rd_kafka_message_t* message, void* opaque)
{
    auto& counts = *static_cast<Acknowledged*>(opaque);
    ++(message->err == RD_KAFKA_RESP_ERR_NO_ERROR ? counts.good : counts.bad);
}

Result<Client> makeClient(rd_kafka_type_t type, const Settings& settings, Acknowledged* counts)
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
    Client client(rd_kafka_new(type, conf, why.data(), why.size()));
    if (!client) {
        return retriable("bench.peer", why.data());
    }
    return client;
}

rd_kafka_headers_t* headersOf(const bus::OutRecord& record)
{
    rd_kafka_headers_t* headers = rd_kafka_headers_new(record.headers.size());
    for (const auto& [name, value] : record.headers) {
        rd_kafka_header_add(headers, name.data(), static_cast<ssize_t>(name.size()),
            value ? value->data() : nullptr, value ? static_cast<ssize_t>(value->size()) : 0);
    }
    return headers;
}

rd_kafka_vu_t octets(rd_kafka_vtype_t type, const std::optional<Bytes>& from)
{
    rd_kafka_vu_t argument {};
    argument.vtype = type;
    argument.u.mem.ptr = from ? const_cast<char*>(from->data()) : nullptr; // only read: F_COPY
    argument.u.mem.size = from ? from->size() : 0;
    return argument;
}

Status send(rd_kafka_t* client, const bus::OutRecord& record)
{
    std::array<rd_kafka_vu_t, 5> arguments {};
    arguments[0].vtype = RD_KAFKA_VTYPE_TOPIC;
    arguments[0].u.cstr = record.topic.c_str();
    arguments[1].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
    arguments[1].u.i = RD_KAFKA_MSG_F_COPY;
    arguments[2] = octets(RD_KAFKA_VTYPE_KEY, record.key);
    arguments[3] = octets(RD_KAFKA_VTYPE_VALUE, record.value);
    arguments[4].vtype = RD_KAFKA_VTYPE_HEADERS;
    for (;;) {
        rd_kafka_headers_t* headers = headersOf(record);
        arguments[4].u.headers = headers;
        rd_kafka_error_t* failed = rd_kafka_produceva(client, arguments.data(), arguments.size());
        if (failed == nullptr) {
            return {};
        }
        const bool full = rd_kafka_error_code(failed) == RD_KAFKA_RESP_ERR__QUEUE_FULL;
        Error error = retriable("bench.peer", rd_kafka_error_string(failed));
        rd_kafka_error_destroy(failed);
        rd_kafka_headers_destroy(headers); // taken over on success alone
        if (!full) {
            return error;
        }
        rd_kafka_poll(client, 100);
    }
}

} // namespace

Result<double> peerRead(const std::string& bootstrap, const std::string& topic,
    std::int32_t partitions, std::uint64_t count)
{
    LOCUS_TRY_VALUE(client,
        makeClient(RD_KAFKA_CONSUMER,
            { { "bootstrap.servers", bootstrap }, { "group.id", "bench-peer" },
                { "enable.auto.commit", "false" } },
            nullptr));
    rd_kafka_poll_set_consumer(client.get());
    const std::unique_ptr<rd_kafka_queue_t, Destroy> queue(
        rd_kafka_queue_get_consumer(client.get()));
    const std::unique_ptr<rd_kafka_topic_partition_list_t, Destroy> list(
        rd_kafka_topic_partition_list_new(partitions));
    for (std::int32_t partition = 0; partition < partitions; ++partition) {
        rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), partition)->offset = 0;
    }
    rd_kafka_assign(client.get(), list.get());
    std::vector<rd_kafka_message_t*> messages(batch);
    double start = 0;
    std::uint64_t got = 0;
    while (got < count) {
        // A batch call waits its whole time for a full batch: wait for one, take what is there.
        ssize_t taken = rd_kafka_consume_batch_queue(queue.get(), patienceMs, messages.data(), 1);
        start = got == 0 ? secondsNow() : start;
        if (taken == 1) {
            taken += rd_kafka_consume_batch_queue(
                queue.get(), 0, messages.data() + 1, messages.size() - 1);
        }
        if (taken <= 0) {
            return retriable("bench.peer", "records did not come in time");
        }
        for (ssize_t i = 0; i < taken; ++i) {
            rd_kafka_message_t* message = messages[static_cast<std::size_t>(i)];
            got += message->err == RD_KAFKA_RESP_ERR_NO_ERROR ? 1 : 0;
            rd_kafka_message_destroy(message);
        }
    }
    const double seconds = secondsNow() - start;
    rd_kafka_assign(client.get(), nullptr);
    return seconds;
}

Result<double> peerAppend(const std::string& bootstrap, const std::vector<bus::OutRecord>& records)
{
    Acknowledged counts;
    LOCUS_TRY_VALUE(client,
        makeClient(RD_KAFKA_PRODUCER,
            { { "bootstrap.servers", bootstrap }, { "enable.idempotence", "true" },
                { "acks", "all" }, { "partitioner", "murmur2_random" } },
            &counts));
    const double start = secondsNow();
    for (const bus::OutRecord& record : records) {
        LOCUS_TRY(send(client.get(), record));
        rd_kafka_poll(client.get(), 0);
    }
    rd_kafka_flush(client.get(), patienceMs);
    const double seconds = secondsNow() - start;
    if (counts.good != records.size()) {
        return retriable("bench.peer", "not all records were acknowledged");
    }
    return seconds;
}

} // namespace locus::bench
