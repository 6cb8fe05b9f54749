// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/payload_codec.h"
#include "core/bus/embedded/log_writer.h"
#include "core/bus/event_bus.h"

namespace locus::bus::embedded {

class EmbeddedProducer final : public BusProducer
{
public:
    EmbeddedProducer(
        LogState& state, LogWriter& writer, const Clock& clock, const PayloadCodec& codec);
    // Waits until every record handed over is written or has failed.
    ~EmbeddedProducer() override;

    Status send(OutRecord record, std::uint64_t token) override;
    std::vector<Delivery> deliveries(std::chrono::milliseconds timeout) override;
    [[nodiscard]] std::size_t inFlight() const override;

private:
    Result<PartitionEntry*> placeOf(const OutRecord& record);

    LogState& m_state;
    LogWriter& m_writer;
    const Clock& m_clock;
    const PayloadCodec& m_codec;
    TopicEntry* m_lastTopic = nullptr; // spares a look-up: records come in runs of one topic
    std::uint32_t m_keyless = 0;
    mutable DeliveryBox m_box;
};

} // namespace locus::bus::embedded
