// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/event_bus.h"
#include "core/bus/kafka/kafka_handle.h"

#include <chrono>
#include <span>
#include <vector>

struct rd_kafka_topic_partition_list_s;

namespace locus::bus::kafka {

// A list that librdkafka reads; freed with its owner.
struct PartitionListDestroy
{
    void operator()(rd_kafka_topic_partition_list_s* list) const;
};
using PartitionList = std::unique_ptr<rd_kafka_topic_partition_list_s, PartitionListDestroy>;
PartitionList makeList(std::span<const Position> positions);
PartitionList makeList(std::span<const TopicPartition> partitions);

// First and end offset of every partition in one round to each leader. Errors: not_found
// "bus.no_topic", retriable "bus.unreachable".
Result<std::vector<Watermarks>> watermarksOf(const KafkaHandle& handle,
    std::span<const TopicPartition> partitions, std::chrono::milliseconds timeout);

// First offset at or after the time; -1 where there is none.
Result<std::int64_t> offsetForTime(const KafkaHandle& handle, const TopicPartition& at,
    std::int64_t timestampMs, std::chrono::milliseconds timeout);

} // namespace locus::bus::kafka
