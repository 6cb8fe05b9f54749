// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/embedded/log_reader.h"
#include "core/bus/event_bus.h"

#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace locus::bus::embedded {

class EmbeddedConsumer final : public BusConsumer
{
public:
    EmbeddedConsumer(LogState& state, std::unique_ptr<LogReader> reader, std::string group);

    Status assign(std::span<const Position> positions) override;
    Result<std::vector<Record>> poll(
        std::size_t maxRecords, std::size_t maxBytes, std::chrono::milliseconds timeout) override;
    Status pause(std::span<const TopicPartition> partitions) override;
    Status resume(std::span<const TopicPartition> partitions) override;
    void reportPositions(std::span<const Position> positions) override;
    void wake() override;

private:
    struct Assigned
    {
        PartitionEntry* partition = nullptr;
        std::int64_t next = 0;
        bool paused = false;
    };

    Status setPaused(std::span<const TopicPartition> partitions, bool paused);
    Status readReady(ReadBudget budget, std::vector<Record>& out);

    LogState& m_state;
    std::unique_ptr<LogReader> m_reader;
    const std::string m_group;
    std::vector<Assigned> m_assigned;
    std::size_t m_turn = 0; // which partition is read first, so that none starves
    std::atomic<bool> m_woken { false };
};

} // namespace locus::bus::embedded
