// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/record_readers.h"

#include "core/pipeline/consumer_groups.h"
#include "core/pipeline/topic_names.h"

namespace locus::pipeline {

RecordReaders::RecordReaders(
    bus::EventBus& bus, InputQueue& queue, RandomSource& random, const TopicNames& names)
    : m_bus(bus)
    , m_queue(queue)
    , m_random(random)
    , m_names(names)
{ }

RecordReaders::~RecordReaders() = default;

Status RecordReaders::start(const std::vector<std::string>& topics,
    const std::vector<store::StoredOffset>& offsets, const RecordReader::Stop& stop, Bodies* bodies,
    ClockWatch* clockWatch)
{
    std::map<std::string, ReaderOptions, std::less<>> wanted;
    for (const std::string& topic : topics) {
        const std::string group(consumerGroupOf(m_names.logical(topic)));
        ReaderOptions& options = wanted[group];
        options.group = group;
        options.topics.push_back(topic);
        m_readers.try_emplace(group, std::make_unique<RecordReader>(m_bus, m_queue, m_random));
    }
    for (auto& [group, options] : wanted) {
        options.offsets = offsets;
        options.bodies = bodies;
        options.clockWatch = clockWatch;
        options.names = m_names;
        LOCUS_TRY(m_readers.at(group)->start(options, stop));
    }
    return {};
}

void RecordReaders::stop()
{
    for (const auto& [group, reader] : m_readers) {
        reader->requestStop();
    }
    for (const auto& [group, reader] : m_readers) {
        reader->stop();
    }
}

RecordReader& RecordReaders::readerOf(const std::string& topic)
{
    return *m_readers.find(consumerGroupOf(m_names.logical(topic)))->second;
}

void RecordReaders::pause(const bus::TopicPartition& at)
{
    readerOf(at.topic).pause(at);
}

void RecordReaders::resume(const bus::TopicPartition& at)
{
    readerOf(at.topic).resume(at);
}

void RecordReaders::report(std::vector<bus::Position> positions)
{
    std::map<RecordReader*, std::vector<bus::Position>> byReader;
    for (bus::Position& position : positions) {
        byReader[&readerOf(position.at.topic)].push_back(std::move(position));
    }
    for (auto& [reader, some] : byReader) {
        reader->report(std::move(some));
    }
}

} // namespace locus::pipeline
