// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/record_reader.h"

namespace locus::pipeline {

class TopicNames;

// One reader for each consumer group, so that lag tools see every topic under its own group and a
// drill on one topic does not stand before clinical work on another. Thread contract: as
// RecordReader.
class RecordReaders final : public RecordSource
{
public:
    RecordReaders(
        bus::EventBus& bus, InputQueue& queue, RandomSource& random, const TopicNames& names);
    ~RecordReaders() override; // stops

    // Errors: as RecordReader::start().
    Status start(const std::vector<std::string>& topics,
        const std::vector<store::StoredOffset>& offsets, const RecordReader::Stop& stop,
        Bodies* bodies = nullptr, ClockWatch* clockWatch = nullptr);
    void stop();

    void pause(const bus::TopicPartition& at) override;
    void resume(const bus::TopicPartition& at) override;
    void report(std::vector<bus::Position> positions) override;

private:
    RecordReader& readerOf(const std::string& topic);

    bus::EventBus& m_bus;
    InputQueue& m_queue;
    RandomSource& m_random;
    const TopicNames& m_names;
    std::map<std::string, std::unique_ptr<RecordReader>, std::less<>> m_readers; // by group
};

} // namespace locus::pipeline
