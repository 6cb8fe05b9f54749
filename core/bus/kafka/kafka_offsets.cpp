// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/kafka_offsets.h"

#include "core/bus/kafka/kafka_errors.h"

#include <librdkafka/rdkafka.h>

#include <map>
#include <string>
#include <thread>

namespace locus::bus::kafka {

namespace {

constexpr std::chrono::milliseconds pauseBetweenTries { 50 };

// A topic that was just made, or whose leader moves, is known before its leader answers.
bool passesSoon(int code)
{
    return code == RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE
        || code == RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION
        || code == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART
        || code == RD_KAFKA_RESP_ERR_FENCED_LEADER_EPOCH
        || code == RD_KAFKA_RESP_ERR_UNKNOWN_LEADER_EPOCH
        || code == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION || code == RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC;
}

using List = std::shared_ptr<rd_kafka_topic_partition_list_s>; // shared with a call under way

struct Trouble
{
    int code = RD_KAFKA_RESP_ERR_NO_ERROR;
    std::string doing;
    std::string topic {};
};

Trouble askOnce(const KafkaHandle& handle, const List& list, int timeoutMs)
{
    const int code = handle.call([list, timeoutMs](rd_kafka_t* client) {
        return static_cast<int>(rd_kafka_offsets_for_times(client, list.get(), timeoutMs));
    });
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return { code, "asking for offsets" };
    }
    for (int i = 0; i < list->cnt; ++i) {
        const auto& elem = list->elems[i];
        if (elem.err != RD_KAFKA_RESP_ERR_NO_ERROR) {
            return { elem.err,
                std::string("asking for offsets of ") + elem.topic + "/"
                    + std::to_string(elem.partition),
                elem.topic };
        }
    }
    return {};
}

// Leaders are cached for minutes, and a broker's "not leader" does not clear them: ask anew.
void forgetLeaders(const KafkaHandle& handle, std::chrono::milliseconds timeout)
{
    KafkaHandle::Metadata unused;
    handle.metadata(true, timeout, unused);
}

// ListOffsets takes a time, or one of the two marks OFFSET_BEGINNING and OFFSET_END in its place.
Result<List> listOffsets(const KafkaHandle& handle, std::span<const TopicPartition> partitions,
    std::int64_t time, std::chrono::milliseconds timeout)
{
    const auto until = std::chrono::steady_clock::now() + timeout;
    for (;;) {
        List list = makeList(partitions);
        for (int i = 0; i < list->cnt; ++i) {
            list->elems[i].offset = time;
        }
        const Trouble trouble = askOnce(handle, list, static_cast<int>(timeout.count()));
        if (trouble.code == RD_KAFKA_RESP_ERR_NO_ERROR) {
            return list;
        }
        if (!passesSoon(trouble.code)
            || std::chrono::steady_clock::now() + pauseBetweenTries > until) {
            const Error error = handle.explain(trouble.code, trouble.doing);
            return isNotPermitted(error) ? notPermitted("Describe", trouble.topic, error) : error;
        }
        forgetLeaders(handle, timeout);
        std::this_thread::sleep_for(pauseBetweenTries);
    }
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
