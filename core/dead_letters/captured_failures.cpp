// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dead_letters/captured_failures.h"

#include "core/dead_letters/failure_facts.h"
#include "core/dead_letters/failure_reader.h"

namespace locus::dead_letters {

CapturedFailures::CapturedFailures(std::span<const events::CapturedRecord> records)
    : m_records(records)
    , m_isOrigin(records.size(), false)
{
    m_failures.reserve(records.size());
    for (const events::CapturedRecord& record : records) {
        m_places.emplace(
            Position(record.topic, record.partition, record.offset), m_failures.size());
        m_failures.push_back(readFailure(record.view()));
    }
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (const events::CapturedRecord* const origin = original(i)) {
            m_isOrigin[static_cast<std::size_t>(origin - records.data())] = true;
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

Bytes CapturedFailures::facts(std::size_t index, events::WireDecoder& decoder) const
{
    const events::CapturedRecord* const from = original(index);
    if (!from) {
        return failureFacts(
            m_records[index].view(), m_failures[index], nullptr, m_isOrigin[index], decoder);
    }
    const events::WireRecord view = from->view();
    return failureFacts(
        m_records[index].view(), m_failures[index], &view, m_isOrigin[index], decoder);
}

} // namespace locus::dead_letters
