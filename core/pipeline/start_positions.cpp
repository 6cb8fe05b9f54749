// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/start_positions.h"

#include "core/base/log.h"
#include "core/bus/event_bus.h"
#include "core/store/offsets.h"

#include <algorithm>
#include <set>

namespace locus::pipeline {

namespace {

Result<std::int64_t> startOf(
    bus::EventBus& bus, const bus::TopicPartition& at, const StartFrom& from)
{
    LOCUS_TRY_VALUE(marks, bus.watermarks(at));
    if (from.place == StartFrom::Place::End) {
        return marks.end;
    }
    LOCUS_TRY_VALUE(found, bus.offsetAt(at, toMillis(from.time)));
    return std::clamp(found, marks.first, marks.end);
}

Status storeTopic(bus::EventBus& bus, const bus::TopicState& topic, const StartFrom& from,
    store::Offsets& offsets)
{
    for (const std::int32_t partition : topic.partitions) {
        LOCUS_TRY_VALUE(next, startOf(bus, { topic.name, partition }, from));
        LOCUS_TRY(
            offsets.put({ topic.name, partition, next, store::StoredOffset::nothingRead, 0 }));
    }
    log::info("pipeline.reading_begins",
        { { "topic", topic.name },
            { "at", from.place == StartFrom::Place::End ? "its end" : toRfc3339(from.time) } });
    return {};
}

} // namespace

Result<StartFrom> parseStartFrom(std::string_view text)
{
    if (text == "beginning") {
        return StartFrom {};
    }
    if (text == "end") {
        return StartFrom { StartFrom::Place::End, {} };
    }
    const auto time = parseRfc3339(text);
    if (!time.ok()) {
        return invalid("pipeline.bad_start",
            R"(reading can begin at "beginning", "end" or a time like 2026-03-02T08:00:00Z, not ")"
                + std::string(text) + '"');
    }
    return StartFrom { StartFrom::Place::Time, *time };
}

Status storeStartPositions(bus::EventBus& bus, const std::vector<std::string>& topics,
    const StartFrom& from, store::Offsets& offsets)
{
    if (from.place == StartFrom::Place::Beginning) {
        return {}; // a partition without an offset is read from its first record
    }
    LOCUS_TRY_VALUE(stored, offsets.all());
    std::set<std::string> known;
    for (const store::StoredOffset& offset : stored) {
        known.insert(offset.topic);
    }
    LOCUS_TRY_VALUE(present, bus.topics());
    for (const bus::TopicState& topic : present) {
        const bool wanted = std::find(topics.begin(), topics.end(), topic.name) != topics.end();
        if (wanted && !known.contains(topic.name)) {
            LOCUS_TRY(storeTopic(bus, topic, from, offsets));
        }
    }
    return {};
}

Status forgetOffsets(store::Offsets& offsets, const std::vector<std::string>& topics)
{
    for (const std::string& topic : topics) {
        LOCUS_TRY_VALUE(partitions, offsets.forget(topic));
        if (partitions == 0) {
            return invalid("pipeline.never_read",
                "no position of topic " + topic
                    + " is stored, so there is none to forget; --read-anew wants a topic that this "
                      "core has read")
                .with("field", "read-anew");
        }
        log::warn("pipeline.reads_anew",
            { { "topic", topic }, { "partitions", std::to_string(partitions) } });
    }
    return {};
}

} // namespace locus::pipeline
