// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/outbox_source.h"

#include "core/dead_letters/own_headers.h"
#include "core/pipeline/consumer_groups.h"
#include "core/pipeline/topic_names.h"

#include <algorithm>

namespace locus::pipeline {

namespace {

constexpr std::size_t readBytes = 4UL * 1024 * 1024;
constexpr std::size_t keptBytes = 16UL * 1024 * 1024;

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
    out.headers.reserve(4);
    out.headers.emplace_back("content-type", "application/cloudevents+json");
    out.headers.emplace_back("ce_id", std::move(event.id));
    out.headers.emplace_back("ce_type", std::move(event.type));
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
    out.subject = letter.lane.empty() ? letter.id.toString() : letter.lane;
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
    auto events = kept(position, limit);
    if (!events) {
        LOCUS_TRY_VALUE(read, keptAfter(position, limit));
        events = std::move(read);
    }
    std::vector<OutboxRow> out;
    out.reserve(events->size());
    for (store::LoggedEvent& event : *events) {
        out.push_back({ event.position, recordOf(event) });
    }
    return out;
}

// What was forgotten before it left has nothing to publish any more.
Result<std::vector<store::LoggedEvent>> EventOutbox::keptAfter(
    std::int64_t position, std::size_t limit)
{
    for (;;) {
        LOCUS_TRY_VALUE(events, m_log.localAfter(position, limit, readBytes));
        if (events.empty()) {
            return events;
        }
        position = events.back().position;
        std::erase_if(events, [](const store::LoggedEvent& event) { return event.forgotten; });
        if (!events.empty()) {
            return events;
        }
    }
}

std::optional<std::vector<store::LoggedEvent>> EventOutbox::kept(
    std::int64_t position, std::size_t limit)
{
    const std::lock_guard lock(m_mutex);
    if (position < m_behind) {
        return std::nullopt;
    }
    m_behind = position;
    std::vector<store::LoggedEvent> out;
    out.reserve(std::min(limit, m_count));
    while (!m_commits.empty() && out.size() < limit) {
        store::LoggedEvent& event = m_commits.front()[m_taken];
        --m_count;
        m_bytes -= event.value.size();
        if (event.position > m_behind) {
            m_behind = event.position;
            out.push_back(std::move(event));
        }
        if (++m_taken == m_commits.front().size()) {
            m_commits.pop_front();
            m_taken = 0;
        }
    }
    return out;
}

void EventOutbox::committed(std::vector<store::LoggedEvent> events)
{
    if (events.empty()) {
        return;
    }
    const std::lock_guard lock(m_mutex);
    if (m_behind == nowhere) {
        m_behind = events.front().position - 1;
    }
    m_count += events.size();
    for (const store::LoggedEvent& event : events) {
        m_bytes += event.value.size();
    }
    m_commits.push_back(std::move(events));
    if (m_count > m_mostKept || m_bytes > keptBytes) {
        forget(); // the next commit is where memory begins anew
    }
}

void EventOutbox::lost()
{
    const std::lock_guard lock(m_mutex);
    forget();
}

void EventOutbox::forget()
{
    m_commits.clear();
    m_taken = 0;
    m_count = 0;
    m_bytes = 0;
    m_behind = nowhere;
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
