// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/outbox_source.h"

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

bus::OutRecord recordOf(store::DeadLetter& letter, const std::string& consumerGroup)
{
    bus::OutRecord out;
    out.topic = letter.topic + deadLetterSuffix;
    out.timestampMs = toMillis(letter.lastFailed);
    const std::string trace = traceOf(letter);
    out.headers = std::move(letter.headers);
    const auto add = [&out](const char* name, std::string value) {
        out.headers.emplace_back(name, std::move(value));
    };
    add("locus-dl-id", letter.id.toString());
    add("locus-dl-original-topic", letter.topic);
    add("locus-dl-original-partition", std::to_string(letter.partition));
    add("locus-dl-original-offset", std::to_string(letter.offset));
    add("locus-dl-original-timestamp", std::to_string(letter.timestampMs));
    add("locus-dl-original-key-present", letter.key ? "true" : "false");
    add("locus-dl-error-code", letter.errorCode);
    add("locus-dl-error-class", letter.errorClass);
    add("locus-dl-error-message", letter.errorMessage);
    add("locus-dl-attempts", std::to_string(letter.attempts));
    add("locus-dl-first-failed", toRfc3339(letter.firstFailed));
    add("locus-dl-last-failed", toRfc3339(letter.lastFailed));
    add("locus-dl-consumer-group", consumerGroup);
    add("locus-dl-handler", letter.handler);
    if (letter.behind) {
        add("locus-dl-parked-behind", letter.behind->toString());
    }
    if (!trace.empty()) {
        add("locus-dl-trace", trace);
    }
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
        out.push_back({ letter.number, recordOf(letter, m_consumerGroup) });
    }
    return out;
}

} // namespace locus::pipeline
