// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/embedded/embedded_producer.h"

#include "core/base/clock.h"
#include "core/bus/embedded/record_codec.h"
#include "core/bus/partitioner.h"
#include "core/bus/record_size.h"

namespace locus::bus::embedded {

EmbeddedProducer::EmbeddedProducer(
    LogState& state, LogWriter& writer, const Clock& clock, const PayloadCodec& codec)
    : m_state(state)
    , m_writer(writer)
    , m_clock(clock)
    , m_codec(codec)
{ }

EmbeddedProducer::~EmbeddedProducer()
{
    std::unique_lock lock(m_box.mutex);
    m_box.changed.wait(lock, [this] { return m_box.unsettled == 0; });
}

Result<PartitionEntry*> EmbeddedProducer::placeOf(const OutRecord& record)
{
    if (m_lastTopic == nullptr || m_lastTopic->name != record.topic) {
        LOCUS_TRY(m_state.partition({ record.topic, 0 }));
        m_lastTopic = m_state.topic(record.topic);
    }
    if (record.partition) {
        return m_state.partition({ record.topic, *record.partition });
    }
    const auto count = static_cast<std::uint32_t>(m_lastTopic->partitions.size());
    const auto number = record.key
        ? static_cast<std::uint32_t>(partitionOfKey(*record.key, static_cast<std::int32_t>(count)))
        : m_keyless++ % count;
    return m_lastTopic->partitions[number];
}

Status EmbeddedProducer::send(OutRecord record, std::uint64_t token)
{
    if (m_box.failed) {
        return retriable("bus.queue_full", "records failed: collect their deliveries first");
    }
    LOCUS_TRY_VALUE(partition, placeOf(record));
    const std::size_t size = recordBytes(record);
    if (size > partition->topic->maxRecordBytes) {
        return tooLarge(record.topic, size, partition->topic->maxRecordBytes);
    }
    LOCUS_TRY_VALUE(sealed, m_codec.seal(encodeRecord(record), subjectOf(record)));
    Append append;
    append.box = &m_box;
    append.token = token;
    append.partition = partition;
    append.timestampMs = record.timestampMs != 0 ? record.timestampMs : toMillis(m_clock.now());
    append.sealed = std::move(sealed);
    {
        const std::lock_guard lock(m_box.mutex);
        ++m_box.unsettled;
    }
    Status taken = m_writer.append(std::move(append));
    if (!taken.ok()) {
        const std::lock_guard lock(m_box.mutex);
        --m_box.unsettled;
    }
    return taken;
}

std::vector<Delivery> EmbeddedProducer::deliveries(std::chrono::milliseconds timeout)
{
    std::unique_lock lock(m_box.mutex);
    m_box.changed.wait_for(
        lock, timeout, [this] { return !m_box.ready.empty() || m_box.unsettled == 0; });
    std::vector<Delivery> out;
    out.swap(m_box.ready);
    if (m_box.unsettled == 0) {
        m_box.failed = false;
    }
    return out;
}

std::size_t EmbeddedProducer::inFlight() const
{
    const std::lock_guard lock(m_box.mutex);
    return m_box.unsettled + m_box.ready.size();
}

} // namespace locus::bus::embedded
