// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/embedded/log_state.h"

namespace locus::bus::embedded {

void LogState::add(const TopicSpec& spec, std::int64_t firstId)
{
    const std::lock_guard lock(m_catalogueMutex);
    TopicEntry& topic = m_topics[spec.name];
    topic.name = spec.name;
    topic.retention = spec.retention;
    topic.maxRecordBytes = spec.maxRecordBytes;
    for (std::int32_t number = 0; number < spec.partitions; ++number) {
        PartitionEntry& entry = m_partitions.emplace_back();
        entry.id = firstId + number;
        entry.topic = &topic;
        entry.number = number;
        topic.partitions.push_back(&entry);
    }
}

TopicEntry* LogState::topic(const std::string& name)
{
    const std::lock_guard lock(m_catalogueMutex);
    const auto found = m_topics.find(name);
    return found == m_topics.end() ? nullptr : &found->second;
}

Result<PartitionEntry*> LogState::partition(const TopicPartition& at)
{
    const TopicEntry* entry = topic(at.topic);
    if (entry == nullptr) {
        return notFound("bus.no_topic", "there is no topic " + at.topic).with("topic", at.topic);
    }
    const auto count = static_cast<std::int32_t>(entry->partitions.size());
    if (at.partition < 0 || at.partition >= count) {
        return notFound("bus.no_topic",
            "topic " + at.topic + " has partitions 0 to " + std::to_string(count - 1) + ", not "
                + std::to_string(at.partition))
            .with("topic", at.topic);
    }
    return entry->partitions[static_cast<std::size_t>(at.partition)];
}

std::vector<TopicState> LogState::topics() const
{
    const std::lock_guard lock(m_catalogueMutex);
    std::vector<TopicState> all;
    for (const auto& [name, entry] : m_topics) {
        TopicState& state = all.emplace_back();
        state.name = name;
        for (const PartitionEntry* partition : entry.partitions) {
            state.partitions.push_back(partition->number);
        }
    }
    return all;
}

std::vector<PartitionEntry*> LogState::partitions()
{
    const std::lock_guard lock(m_catalogueMutex);
    std::vector<PartitionEntry*> all;
    for (PartitionEntry& entry : m_partitions) {
        all.push_back(&entry);
    }
    return all;
}

std::uint64_t LogState::generation() const
{
    const std::lock_guard lock(m_newsMutex);
    return m_generation;
}

void LogState::waitPast(std::uint64_t seen, std::chrono::steady_clock::time_point until)
{
    std::unique_lock lock(m_newsMutex);
    m_news.wait_until(lock, until, [this, seen] { return m_generation != seen; });
}

void LogState::announce()
{
    const std::lock_guard lock(m_newsMutex);
    ++m_generation;
    m_news.notify_all();
}

void LogState::report(const std::string& group, std::span<const Position> positions)
{
    const std::lock_guard lock(m_catalogueMutex);
    for (const Position& position : positions) {
        m_reported[group][position.at] = position.next;
    }
}

std::map<std::string, std::vector<Position>> LogState::reported() const
{
    const std::lock_guard lock(m_catalogueMutex);
    std::map<std::string, std::vector<Position>> all;
    for (const auto& [group, positions] : m_reported) {
        for (const auto& [at, next] : positions) {
            all[group].push_back({ at, next });
        }
    }
    return all;
}

} // namespace locus::bus::embedded
