// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/positions.h"

#include "core/base/checksum.h"

#include <utility>

namespace locus::pipeline {

std::uint64_t fingerprint(const bus::Record& record)
{
    const auto view = [](const std::optional<Bytes>& value) {
        return value ? BytesView(*value) : BytesView();
    };
    return checksum({ view(record.key), view(record.value) });
}

Status Positions::load(store::Offsets& offsets)
{
    LOCUS_TRY_VALUE(stored, offsets.all());
    m_places.clear();
    m_recent = m_places.end();
    for (store::StoredOffset& offset : stored) {
        Place& place = m_places[{ std::move(offset.topic), offset.partition }];
        place.committed = offset.next;
        place.next = offset.next;
    }
    return {};
}

Positions::Places::iterator Positions::find(const bus::TopicPartition& at) const
{
    if (m_recent == m_places.end() || m_recent->first != at) {
        m_recent = m_places.find(at);
    }
    return m_recent;
}

bool Positions::isPast(const bus::Record& record) const
{
    const auto found = find(record.at);
    return found != m_places.end() && record.offset < found->second.next;
}

// The fingerprint is made once a transaction, of the last record alone.
void Positions::advance(const bus::Record& record)
{
    auto found = find(record.at);
    if (found == m_places.end()) {
        found = m_recent = m_places.try_emplace(record.at).first;
    }
    Place& place = found->second;
    place.open = true;
    place.next = record.offset + 1;
    place.lastTimestampMs = record.timestampMs;
    place.lastKey.assign(record.key ? BytesView(*record.key) : BytesView());
    place.lastValue.assign(record.value ? BytesView(*record.value) : BytesView());
}

Status Positions::write(store::Offsets& offsets) const
{
    for (const auto& [at, place] : m_places) {
        if (place.open) {
            LOCUS_TRY(offsets.put({ at.topic, at.partition, place.next, place.lastTimestampMs,
                checksum({ place.lastKey, place.lastValue }) }));
        }
    }
    return {};
}

void Positions::committed()
{
    for (auto& [at, place] : m_places) {
        place.unreported |= place.open;
        place.committed = place.next;
        place.open = false;
    }
}

void Positions::undone()
{
    for (auto& [at, place] : m_places) {
        place.next = place.committed;
        place.open = false;
    }
}

std::vector<bus::Position> Positions::takeReport()
{
    std::vector<bus::Position> out;
    for (auto& [at, place] : m_places) {
        if (std::exchange(place.unreported, false)) {
            out.push_back({ at, place.committed });
        }
    }
    return out;
}

} // namespace locus::pipeline
