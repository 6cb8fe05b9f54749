// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/embedded/embedded_consumer.h"

#include "core/bus/position_error.h"

#include <algorithm>

namespace locus::bus::embedded {

namespace {

Status checkRange(const PartitionEntry& partition, std::int64_t next)
{
    const std::int64_t first = partition.first;
    const std::int64_t end = partition.end;
    if (next >= first && next <= end) {
        return {};
    }
    return outOfRange({ { partition.topic->name, partition.number }, next }, { first, end });
}

} // namespace

EmbeddedConsumer::EmbeddedConsumer(
    LogState& state, std::unique_ptr<LogReader> reader, std::string group)
    : m_state(state)
    , m_reader(std::move(reader))
    , m_group(std::move(group))
{ }

Status EmbeddedConsumer::assign(std::span<const Position> positions)
{
    std::vector<Assigned> assigned;
    for (const Position& position : positions) {
        LOCUS_TRY_VALUE(partition, m_state.partition(position.at));
        LOCUS_TRY(checkRange(*partition, position.next));
        assigned.push_back({ partition, position.next, false });
    }
    m_assigned = std::move(assigned);
    return {};
}

Result<std::vector<Record>> EmbeddedConsumer::poll(
    std::size_t maxRecords, std::size_t maxBytes, std::chrono::milliseconds timeout)
{
    const auto until = std::chrono::steady_clock::now() + timeout;
    std::vector<Record> out;
    for (;;) {
        const std::uint64_t seen = m_state.generation();
        Status read = readReady({ maxRecords, maxBytes }, out);
        if (out.empty() && !read.ok()) {
            return std::move(read).error(); // with records in hand it waits for the next poll
        }
        if (!out.empty() || m_woken.exchange(false) || std::chrono::steady_clock::now() >= until) {
            return out;
        }
        m_state.waitPast(seen, until);
    }
}

Status EmbeddedConsumer::readReady(ReadBudget budget, std::vector<Record>& out)
{
    const std::size_t count = m_assigned.size();
    for (std::size_t i = 0; i < count && !budget.spent(); ++i) {
        Assigned& assigned = m_assigned[(m_turn + i) % count];
        if (assigned.paused || assigned.next == assigned.partition->end) {
            continue;
        }
        LOCUS_TRY(checkRange(*assigned.partition, assigned.next));
        LOCUS_TRY(m_reader->read(*assigned.partition, assigned.next, budget, out));
    }
    m_turn = count == 0 ? 0 : (m_turn + 1) % count;
    return {};
}

Status EmbeddedConsumer::setPaused(std::span<const TopicPartition> partitions, bool paused)
{
    for (const TopicPartition& at : partitions) {
        LOCUS_TRY_VALUE(partition, m_state.partition(at));
        const auto found = std::find_if(m_assigned.begin(), m_assigned.end(),
            [p = partition](const Assigned& assigned) { return assigned.partition == p; });
        if (found == m_assigned.end() || found->paused == paused) {
            return invalid("bus.not_assigned",
                at.topic + "/" + std::to_string(at.partition)
                    + (paused ? " is not assigned or already paused" : " was not paused"));
        }
        found->paused = paused;
    }
    return {};
}

Status EmbeddedConsumer::pause(std::span<const TopicPartition> partitions)
{
    return setPaused(partitions, true);
}

Status EmbeddedConsumer::resume(std::span<const TopicPartition> partitions)
{
    return setPaused(partitions, false);
}

void EmbeddedConsumer::reportPositions(std::span<const Position> positions)
{
    m_state.report(m_group, positions);
}

void EmbeddedConsumer::wake()
{
    m_woken = true;
    m_state.announce();
}

} // namespace locus::bus::embedded
