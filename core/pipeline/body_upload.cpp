// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/body_upload.h"

#include <algorithm>
#include <limits>

namespace locus::pipeline {

BodyUpload::BodyUpload(std::int64_t position, bus::OutRecord record)
    : m_position(position)
    , m_record(std::move(record))
    , m_body(bus::claimBody(m_record))
    , m_chunks(bus::chunkCount(m_body.octets.size()))
{
    m_reference.first = std::numeric_limits<std::int64_t>::max();
    m_reference.chunks = m_chunks;
    m_reference.bytes = m_body.octets.size();
    m_reference.sha256 = m_body.sha256;
}

Status BodyUpload::send(bus::BusProducer& producer, std::uint64_t token)
{
    for (; m_sent < m_chunks; ++m_sent) {
        LOCUS_TRY(producer.send(bus::bodyChunk(m_record.topic, m_body, m_sent), token));
    }
    return {};
}

void BodyUpload::acknowledged(const bus::Delivery& chunk)
{
    m_reference.topic = chunk.at.topic;
    m_reference.partition = chunk.at.partition;
    m_reference.first = std::min(m_reference.first, chunk.offset);
    m_reference.last = std::max(m_reference.last, chunk.offset);
    ++m_acknowledged;
}

bus::OutRecord BodyUpload::takeReference()
{
    return bus::referenceRecord(std::move(m_record), m_body, m_reference);
}

Status ensureCompanion(bus::EventBus& bus, const TopicNames& names, const std::string& topic)
{
    bus::TopicSpec spec = bus::bodiesSpec(names.logical(topic));
    spec.name = bus::bodiesTopicOf(topic);
    return bus.ensureTopics({ &spec, 1 });
}

} // namespace locus::pipeline
