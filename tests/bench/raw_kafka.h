// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <librdkafka/rdkafka.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace locus::bench::raw {

// librdkafka as it is, for the peers.
struct Destroy
{
    void operator()(rd_kafka_t* it) const { rd_kafka_destroy(it); }
    void operator()(rd_kafka_topic_t* it) const { rd_kafka_topic_destroy(it); }
    void operator()(rd_kafka_queue_t* it) const { rd_kafka_queue_destroy(it); }
    void operator()(rd_kafka_topic_partition_list_t* it) const
    {
        rd_kafka_topic_partition_list_destroy(it);
    }
};
template <typename T> using Owned = std::unique_ptr<T, Destroy>;
using Settings = std::vector<std::pair<const char*, std::string>>;

inline constexpr int patienceMs = 30'000;

// Deliveries that a producer was told of.
struct Acknowledged
{
    std::uint64_t good = 0;
    std::uint64_t bad = 0;
};

// A producer counts in `counts`, which outlives it; a consumer has none. Errors: invalid or
// retriable "bench.peer".
Result<Owned<rd_kafka_t>> makeClient(
    rd_kafka_type_t type, const Settings& settings, Acknowledged* counts);

// Reads all partitions of a topic from their beginning, in batches as they are there.
class Batches
{
public:
    Batches(rd_kafka_t* client, const std::string& topic, std::int32_t partitions);
    ~Batches();
    Batches(const Batches&) = delete;
    Batches& operator=(const Batches&) = delete;

    // The caller destroys the messages. Errors: retriable "bench.peer".
    Result<std::span<rd_kafka_message_t* const>> next();

private:
    rd_kafka_t* const m_client;
    const Owned<rd_kafka_queue_t> m_queue;
    std::vector<rd_kafka_message_t*> m_messages;
};

} // namespace locus::bench::raw
