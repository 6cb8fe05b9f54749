// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/outbox_source.h"

#include "core/dead_letters/own_headers.h"
#include "core/pipeline/consumer_groups.h"
#include "core/pipeline/topic_names.h"

namespace locus::pipeline {

namespace {

constexpr std::size_t readBytes = 4UL * 1024 * 1024;

// The headers that encodeStructured() gives a record, from the columns of its row.
bus::OutRecord recordOf(store::LoggedEvent& event)
{
    bus::OutRecord out;
    out.topic = std::move(event.topic);
    out.timestampMs = toMillis(event.recorded);
    if (!event.key.empty()) {
        out.key = std::move(event.key);
    }
    out.value = std::move(event.value);
    out.headers = { { "content-type", "application/cloudevents+json" },
        { "ce_id", std::move(event.id) }, { "ce_type", std::move(event.type) } };
    if (!event.trace.empty()) {
        out.headers.emplace_back("traceparent", std::move(event.trace));
    }
    return out;
}

std::string traceOf(const store::DeadLetter& letter)
{
    for (const auto& [name, value] : letter.headers) {
        if (name == "traceparent" && value) {
            return *value;
        }
    }
    return {};
}

bus::OutRecord recordOf(store::DeadLetter& letter, const TopicNames& names)
{
    bus::OutRecord out;
    out.topic = letter.topic + deadLetterSuffix;
    out.timestampMs = toMillis(letter.lastFailed);
    const std::string trace = traceOf(letter);
    out.headers = std::move(letter.headers);
    dead_letters::addOwnHeaders(out.headers,
        { letter.id, letter.topic, letter.partition, letter.offset, letter.timestampMs,
            letter.key.has_value(), letter.errorCode, letter.errorClass, letter.errorMessage,
            letter.attempts, letter.firstFailed, letter.lastFailed,
            std::string(consumerGroupOf(names.logical(letter.topic))), letter.handler,
            letter.behind, trace });
    out.key = std::move(letter.key);
    out.value = std::move(letter.value);
    return out;
}

} // namespace

Result<std::vector<OutboxRow>> EventOutbox::after(std::int64_t position, std::size_t limit)
{
    LOCUS_TRY_VALUE(events, m_log.localAfter(position, limit, readBytes));
    std::vector<OutboxRow> out;
    out.reserve(events.size());
    for (store::LoggedEvent& event : events) {
        out.push_back({ event.position, recordOf(event) });
    }
    return out;
}

Result<std::vector<OutboxRow>> DeadLetterOutbox::after(std::int64_t position, std::size_t limit)
{
    LOCUS_TRY_VALUE(letters, m_letters.after(position, limit));
    std::vector<OutboxRow> out;
    out.reserve(letters.size());
    for (store::DeadLetter& letter : letters) {
        out.push_back({ letter.number, recordOf(letter, m_names) });
    }
    return out;
}

} // namespace locus::pipeline
