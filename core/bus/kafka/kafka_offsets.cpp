// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/kafka_offsets.h"

#include "core/bus/kafka/kafka_errors.h"

#include <librdkafka/rdkafka.h>

#include <map>

namespace locus::bus::kafka {

namespace {

// ListOffsets takes a time, or one of the two marks OFFSET_BEGINNING and OFFSET_END in its place.
Result<PartitionList> listOffsets(const KafkaHandle& handle,
    std::span<const TopicPartition> partitions, std::int64_t time,
    std::chrono::milliseconds timeout)
{
    PartitionList list = makeList(partitions);
    for (int i = 0; i < list->cnt; ++i) {
        list->elems[i].offset = time;
    }
    const auto code =
        rd_kafka_offsets_for_times(handle.get(), list.get(), static_cast<int>(timeout.count()));
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return handle.explain(code, "asking for offsets");
    }
    for (int i = 0; i < list->cnt; ++i) {
        const auto& elem = list->elems[i];
        if (elem.err != RD_KAFKA_RESP_ERR_NO_ERROR) {
            return handle
                .explain(elem.err,
                    std::string("asking for offsets of ") + elem.topic + "/"
                        + std::to_string(elem.partition))
                .with("topic", elem.topic);
        }
    }
    return list;
}

} // namespace

void PartitionListDestroy::operator()(rd_kafka_topic_partition_list_s* list) const
{
    rd_kafka_topic_partition_list_destroy(list);
}

PartitionList makeList(std::span<const Position> positions)
{
    PartitionList list(rd_kafka_topic_partition_list_new(static_cast<int>(positions.size())));
    for (const Position& position : positions) {
        rd_kafka_topic_partition_list_add(
            list.get(), position.at.topic.c_str(), position.at.partition)
            ->offset = position.next;
    }
    return list;
}

PartitionList makeList(std::span<const TopicPartition> partitions)
{
    PartitionList list(rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size())));
    for (const TopicPartition& at : partitions) {
        rd_kafka_topic_partition_list_add(list.get(), at.topic.c_str(), at.partition);
    }
    return list;
}

Result<std::vector<Watermarks>> watermarksOf(const KafkaHandle& handle,
    std::span<const TopicPartition> partitions, std::chrono::milliseconds timeout)
{
    LOCUS_TRY_VALUE(first, listOffsets(handle, partitions, RD_KAFKA_OFFSET_BEGINNING, timeout));
    LOCUS_TRY_VALUE(end, listOffsets(handle, partitions, RD_KAFKA_OFFSET_END, timeout));
    std::map<TopicPartition, Watermarks> found;
    for (int i = 0; i < first->cnt; ++i) {
        found[{ first->elems[i].topic, first->elems[i].partition }].first = first->elems[i].offset;
        found[{ end->elems[i].topic, end->elems[i].partition }].end = end->elems[i].offset;
    }
    std::vector<Watermarks> all;
    for (const TopicPartition& at : partitions) {
        all.push_back(found[at]);
    }
    return all;
}

Result<std::int64_t> offsetForTime(const KafkaHandle& handle, const TopicPartition& at,
    std::int64_t timestampMs, std::chrono::milliseconds timeout)
{
    LOCUS_TRY_VALUE(
        list, listOffsets(handle, { &at, 1 }, std::max<std::int64_t>(timestampMs, 0), timeout));
    return list->elems[0].offset >= 0 ? list->elems[0].offset : std::int64_t { -1 };
}

} // namespace locus::bus::kafka
