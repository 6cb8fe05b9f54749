// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/event_bus.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace locus::bus::embedded {

struct TopicEntry;

// A partition's live edge. first and end are published after the commit that moved them; the
// rest is fixed once the partition is in the catalogue.
struct PartitionEntry
{
    std::int64_t id = 0;
    const TopicEntry* topic = nullptr;
    std::int32_t number = 0;
    std::atomic<std::int64_t> first { 0 };
    std::atomic<std::int64_t> end { 0 };
    std::int64_t maxTimestampMs = 0; // over all records ever; writer thread only
    std::size_t draft = 0; // one past its open draft, 0: none; writer thread only
};

struct TopicEntry
{
    std::string name;
    std::chrono::milliseconds retention { 0 };
    std::size_t maxRecordBytes = 0;
    std::vector<PartitionEntry*> partitions; // by number
};

// What producers, consumers and the writer share: the catalogue of topics and the news that
// records were committed. Entries keep their address until the log closes.
// Thread contract: any thread, but add() for the writer's alone.
class LogState
{
public:
    // Makes a topic visible once it is durable. `firstId`: id of its partition 0.
    void add(const TopicSpec& spec, std::int64_t firstId);

    [[nodiscard]] TopicEntry* topic(const std::string& name);
    // Errors: not_found "bus.no_topic".
    [[nodiscard]] Result<PartitionEntry*> partition(const TopicPartition& at);
    [[nodiscard]] std::vector<TopicState> topics() const;
    [[nodiscard]] std::vector<PartitionEntry*> partitions();

    // Committed appends and wake-ups so far.
    [[nodiscard]] std::uint64_t generation() const;
    // Waits until generation() is past `seen` or the time is over.
    void waitPast(std::uint64_t seen, std::chrono::steady_clock::time_point until);
    void announce();

    void report(const std::string& group, std::span<const Position> positions);
    [[nodiscard]] std::map<std::string, std::vector<Position>> reported() const;

private:
    mutable std::mutex m_catalogueMutex;
    std::map<std::string, TopicEntry> m_topics;
    std::deque<PartitionEntry> m_partitions;
    std::map<std::string, std::map<TopicPartition, std::int64_t>> m_reported;

    mutable std::mutex m_newsMutex;
    std::condition_variable m_news;
    std::uint64_t m_generation = 0;
};

} // namespace locus::bus::embedded
