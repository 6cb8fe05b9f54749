// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/effects.h"

#include "core/bus/record.h"
#include "core/events/wire_encoder.h"
#include "core/pipeline/topic_names.h"

#include <algorithm>

namespace locus::pipeline {

Effects::Effects(store::Store& store, const TopicNames& topics, std::span<Role* const> roles,
    Instant now, std::vector<store::LoggedEvent>& appended)
    : m_store(store)
    , m_topics(topics)
    , m_roles(roles)
    , m_now(now)
    , m_appended(appended)
{ }

Status Effects::append(events::Envelope event, std::string_view logicalTopic)
{
    return append(Kept::Sealed, std::move(event), logicalTopic);
}

Status Effects::appendPlainly(events::Envelope event, std::string_view logicalTopic)
{
    return append(Kept::Plain, std::move(event), logicalTopic);
}

Status Effects::append(Kept kept, events::Envelope event, std::string_view logicalTopic)
{
    m_touched = true;
    event.recordedTime = m_now;
    Bytes value = events::structuredValue(event);
    store::LoggedEvent row;
    row.id = std::move(event.id);
    row.type = std::move(event.type);
    row.stream = event.aggregateType + '/' + event.aggregateId;
    row.streamVersion = event.streamVersion;
    row.recorded = m_now;
    row.topic = m_topics.physical(logicalTopic);
    row.key = std::move(event.partitionKey);
    row.trace = std::move(event.traceParent);
    row.value = std::move(value);
    return write(std::move(row), kept == Kept::Sealed ? event.aggregateId : std::string_view());
}

Status Effects::report(
    events::Envelope event, std::string_view logicalTopic, const Payload& payload)
{
    for (Role* role : m_roles) {
        if (role->owns(event)) {
            Status taken = role->onReport(event, logicalTopic, payload, *this);
            if (taken.ok() || taken.error().kind != ErrorKind::NotFound) {
                return taken;
            }
        }
    }
    // Asked for elsewhere: published without a version of ours.
    return append(std::move(event), logicalTopic);
}

Status Effects::keepForeign(const Incoming& incoming, std::uint64_t streamVersion)
{
    m_touched = true;
    const events::Envelope& event = incoming.event;
    store::LoggedEvent row;
    row.id = event.id;
    row.type = event.type;
    row.stream = event.aggregateType + '/' + event.aggregateId;
    row.streamVersion = streamVersion;
    row.local = false;
    row.recorded = m_now;
    row.topic = m_topics.physical(incoming.topic);
    row.key = event.partitionKey;
    row.trace = event.traceParent;
    if (incoming.record != nullptr) {
        row.value = incoming.record->value.value_or(Bytes());
    }
    return write(std::move(row), event.aggregateId);
}

Status Effects::write(store::LoggedEvent&& row, std::string_view subject)
{
    LOCUS_TRY_VALUE(position, m_store.events.appendOne(row, subject));
    row.position = position;
    if (row.streamVersion == 1) {
        m_begun.push_back(row.stream);
    }
    if (row.local) {
        m_appended.push_back(std::move(row));
    }
    return {};
}

Status Effects::addJob(store::Job job, std::string_view subject)
{
    m_touched = true;
    LOCUS_TRY(m_store.jobs.add(job, subject));
    if (!job.lane.empty()) {
        LOCUS_TRY_VALUE(first, m_store.jobs.firstOfLane(job.lane));
        if (first && first->id != job.id) {
            return {}; // its turn comes
        }
    }
    m_jobs.push_back(std::move(job));
    return {};
}

Status Effects::offerNextOf(const std::string& jobLane)
{
    if (jobLane.empty()) {
        return {};
    }
    LOCUS_TRY_VALUE(next, m_store.jobs.firstOfLane(jobLane));
    if (next && next->due <= m_now) {
        m_jobs.push_back(std::move(*next));
    }
    return {};
}

Result<int> Effects::cancelJobs(std::string_view stream)
{
    m_touched = true;
    LOCUS_TRY_VALUE(dropped, m_store.jobs.removeAbout(stream));
    m_cancelledJobs.insert(m_cancelledJobs.end(), dropped.begin(), dropped.end());
    return static_cast<int>(dropped.size());
}

Status Effects::erase(const store::Subjects& subjects)
{
    m_touched = true;
    m_erases = true;
    for (const analyses::AnalysisId& id : subjects.analyses) {
        LOCUS_TRY(cancelJobs("Analysis/" + id.toString()));
        changed("analyses", "put", id.toString());
    }
    return m_store.erasures.add(subjects.all, m_now);
}

Status Effects::setTimer(const store::Timer& timer)
{
    m_touched = true;
    m_touchedTimers = true;
    return m_store.timers.put(timer);
}

Status Effects::cancelTimer(const Uuid& id)
{
    m_touched = true;
    m_touchedTimers = true;
    LOCUS_TRY(m_store.timers.remove(id));
    return {};
}

void Effects::changed(std::string_view stream, std::string_view op, std::string id)
{
    m_touched = true;
    const auto same = std::find_if(m_changes.begin(), m_changes.end(),
        [&](const Change& change) { return change.stream == stream && change.id == id; });
    if (same != m_changes.end()) {
        same->op = op;
        return;
    }
    m_changes.push_back({ 0, std::string(stream), std::string(op), std::move(id) });
}

Status Effects::finish()
{
    LOCUS_TRY(m_store.events.moveHeads());
    for (Change& change : m_changes) {
        LOCUS_TRY_VALUE(seq, m_store.changes.add(change.stream, change.op, change.id));
        change.seq = seq;
    }
    return {};
}

} // namespace locus::pipeline
