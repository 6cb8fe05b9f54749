// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dead_letters/captured_failures.h"

#include "core/dead_letters/failure_facts.h"
#include "core/dead_letters/failure_reader.h"

namespace locus::dead_letters {

namespace {

bool areTwins(const events::CapturedRecord& a, const events::CapturedRecord& b)
{
    return a.timestampMs == b.timestampMs && a.key == b.key && a.value == b.value
        && a.headers == b.headers;
}

} // namespace

CapturedFailures::CapturedFailures(std::span<const events::CapturedRecord> records)
    : m_records(records)
{
    m_failures.reserve(records.size());
    for (const events::CapturedRecord& record : records) {
        m_places.emplace(
            Position(record.topic, record.partition, record.offset), m_failures.size());
        m_failures.push_back(readFailure(record.view()));
    }
    findTwins();
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (const events::CapturedRecord* const origin = original(i)) {
            m_sourceTopics.insert(origin->topic);
            auto& time = m_failures[i].original.timestampMs; // not every framework stores it
            time = !time && origin->timestampMs > 0 ? std::optional(origin->timestampMs) : time;
        }
    }
}

// Records without a time or a value look alike too easily.
void CapturedFailures::findTwins()
{
    std::multimap<std::int64_t, std::size_t> byTime;
    for (std::size_t i = 0; i < m_records.size(); ++i) {
        const bool isTelling =
            m_records[i].timestampMs > 0 && m_records[i].value && !m_records[i].value->empty();
        if (isTelling && m_failures[i].role == Role::None) {
            byTime.emplace(m_records[i].timestampMs, i);
        }
    }
    for (std::size_t i = 0; i < m_records.size(); ++i) {
        if (!m_failures[i].headersTellNothing) {
            continue;
        }
        std::vector<std::size_t> twins;
        const auto [first, last] = byTime.equal_range(m_records[i].timestampMs);
        for (auto at = first; at != last; ++at) {
            if (areTwins(m_records[i], m_records[at->second])) {
                twins.push_back(at->second);
            }
        }
        if (twins.size() == 1) {
            const events::CapturedRecord& twin = m_records[twins.front()];
            m_twins.insert(i);
            m_failures[i].original = { twin.topic, twin.partition, twin.offset, twin.timestampMs };
        }
    }
}

const events::CapturedRecord* CapturedFailures::original(std::size_t index) const
{
    const Place& place = m_failures[index].original;
    if (!place.topic || !place.partition || !place.offset) {
        return nullptr;
    }
    const auto found = m_places.find(Position(*place.topic, *place.partition, *place.offset));
    return found == m_places.end() || found->second == index ? nullptr : &m_records[found->second];
}

Bytes CapturedFailures::facts(
    std::size_t index, events::WireDecoder& decoder, const events::SchemaSet* schemas) const
{
    FactsContext context;
    context.schemas = schemas;
    context.isSource = m_sourceTopics.contains(m_records[index].topic);
    context.hasTwin = m_twins.contains(index);
    events::WireRecord view;
    if (const events::CapturedRecord* const from = original(index)) {
        view = from->view();
        context.original = &view;
    }
    return failureFacts(m_records[index].view(), m_failures[index], context, decoder);
}

} // namespace locus::dead_letters
