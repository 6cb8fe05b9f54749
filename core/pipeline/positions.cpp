// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/positions.h"

#include "core/base/checksum.h"

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
    m_committed.clear();
    for (store::StoredOffset& offset : stored) {
        m_committed.emplace(bus::TopicPartition { offset.topic, offset.partition }, offset);
    }
    return {};
}

bool Positions::isPast(const bus::Record& record) const
{
    for (const Map* map : { &m_open, &m_committed }) {
        if (const auto at = map->find(record.at); at != map->end()) {
            return record.offset < at->second.next;
        }
    }
    return false;
}

void Positions::advance(const bus::Record& record)
{
    store::StoredOffset& at = m_open[record.at];
    at.topic = record.at.topic;
    at.partition = record.at.partition;
    at.next = record.offset + 1;
    at.lastTimestampMs = record.timestampMs;
    at.lastHash = fingerprint(record);
}

Status Positions::write(store::Offsets& offsets) const
{
    for (const auto& [at, offset] : m_open) {
        LOCUS_TRY(offsets.put(offset));
    }
    return {};
}

void Positions::committed()
{
    for (auto& [at, offset] : m_open) {
        m_unreported.insert(at);
        m_committed[at] = std::move(offset);
    }
    m_open.clear();
}

void Positions::undone()
{
    m_open.clear();
}

std::vector<bus::Position> Positions::takeReport()
{
    std::vector<bus::Position> out;
    for (const bus::TopicPartition& at : m_unreported) {
        out.push_back({ at, m_committed[at].next });
    }
    m_unreported.clear();
    return out;
}

} // namespace locus::pipeline
