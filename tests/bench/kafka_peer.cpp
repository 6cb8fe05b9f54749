// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/kafka_peer.h"

#include "tests/bench/bench_bus_setup.h"
#include "tests/bench/raw_kafka.h"

#include <array>

namespace locus::bench {

namespace {

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
        raw::makeClient(RD_KAFKA_CONSUMER,
            { { "bootstrap.servers", bootstrap }, { "group.id", "bench-peer" },
                { "enable.auto.commit", "false" } },
            nullptr));
    raw::Batches batches(client.get(), topic, partitions);
    double start = 0;
    for (std::uint64_t got = 0; got < count;) {
        LOCUS_TRY_VALUE(messages, batches.next());
        start = start == 0 ? secondsNow() : start;
        for (rd_kafka_message_t* message : messages) {
            got += message->err == RD_KAFKA_RESP_ERR_NO_ERROR ? 1 : 0;
            rd_kafka_message_destroy(message);
        }
    }
    return secondsNow() - start;
}

Result<double> peerAppend(const std::string& bootstrap, const std::vector<bus::OutRecord>& records)
{
    raw::Acknowledged counts;
    LOCUS_TRY_VALUE(client,
        raw::makeClient(RD_KAFKA_PRODUCER,
            { { "bootstrap.servers", bootstrap }, { "enable.idempotence", "true" },
                { "acks", "all" }, { "partitioner", "murmur2_random" } },
            &counts));
    const double start = secondsNow();
    for (const bus::OutRecord& record : records) {
        LOCUS_TRY(send(client.get(), record));
        rd_kafka_poll(client.get(), 0);
    }
    rd_kafka_flush(client.get(), raw::patienceMs);
    const double seconds = secondsNow() - start;
    if (counts.good != records.size()) {
        return retriable("bench.peer", "not all records were acknowledged");
    }
    return seconds;
}

} // namespace locus::bench
