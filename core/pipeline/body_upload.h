// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/claim_check.h"
#include "core/pipeline/topic_names.h"

#include <cstdint>

namespace locus::pipeline {

// One row's record that is too large for its topic: stores its body in chunks, then gives the
// record that refers to it. Thread contract: the relay's thread.
class BodyUpload
{
public:
    BodyUpload(std::int64_t position, bus::OutRecord record);

    [[nodiscard]] std::int64_t position() const { return m_position; }
    // Hands over the chunks that are left. Errors: as BusProducer::send().
    Status send(bus::BusProducer& producer, std::uint64_t token);
    void acknowledged(const bus::Delivery& chunk);
    [[nodiscard]] bool isStored() const { return m_acknowledged == m_chunks; }
    // REQUIRES: isStored(). Empties this.
    bus::OutRecord takeReference();

private:
    const std::int64_t m_position;
    bus::OutRecord m_record; // without its body
    const bus::ClaimedBody m_body;
    const std::size_t m_chunks;
    std::size_t m_sent = 0;
    std::size_t m_acknowledged = 0;
    bus::BodyReference m_reference;
};

// Makes the companion of a topic (its physical name) if it is missing. Errors: as ensureTopics().
Status ensureCompanion(bus::EventBus& bus, const TopicNames& names, const std::string& topic);

} // namespace locus::pipeline
