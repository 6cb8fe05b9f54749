// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/backoff.h"
#include "core/bus/event_bus.h"
#include "core/bus/record_lookup.h"
#include "core/pipeline/loop_context.h"
#include "core/pipeline/record_decoder.h"
#include "core/pipeline/topic_names.h"
#include "core/store/offsets.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace locus::pipeline {

struct ReaderOptions
{
    std::vector<std::string> topics; // physical names; all their partitions
    std::string group; // name for lag tools
    std::vector<store::StoredOffset> offsets {}; // where reading goes on
    Bodies* bodies = nullptr; // fetches what comes by reference, before the loop sees it
    ClockWatch* clockWatch = nullptr;
    TopicNames names {};
    // How often the last record read is looked at again.
    std::chrono::milliseconds compareEvery { std::chrono::seconds(30) };
};

// Reads all partitions of its topics by manual assignment from stored offsets, on a thread of its
// own. The last record handled is read once more at the start, and the last one read from time to
// time and after every failure, so that a topic made anew is noticed, also with as many records.
// Thread contract: start() and stop() on the owner's thread, the rest on any.
class RecordReader final : public RecordSource
{
public:
    using Stop = std::function<void(Error)>; // the core must stop; on the reader's thread

    RecordReader(bus::EventBus& bus, InputQueue& queue, RandomSource& random);
    ~RecordReader() override; // stops

    // Errors: fatal "pipeline.topic_recreated", "bus.offset_out_of_range", and those of the bus.
    Status start(const ReaderOptions& options, Stop stop);
    void requestStop(); // returns at once; stop() must follow
    void stop();

    void pause(const bus::TopicPartition& at) override;
    void resume(const bus::TopicPartition& at) override;
    void report(std::vector<bus::Position> positions) override;

private:
    Status assign(const ReaderOptions& options);
    void run();
    Status turn();
    Status checkFirst(std::vector<bus::Record>& records);
    Status compareLast();
    void noteTimesAhead(const std::vector<bus::Record>& records);
    void rememberLast(const std::vector<bus::Record>& records);
    void prepare(RecordInput& input);
    void doWishes();

    bus::EventBus& m_bus;
    InputQueue& m_queue;
    RandomSource& m_random;
    Bodies* m_bodies = nullptr;
    ClockWatch* m_clockWatch = nullptr;
    std::optional<RecordDecoder> m_decoder;
    std::unique_ptr<bus::BusConsumer> m_consumer;
    std::map<bus::TopicPartition, store::StoredOffset> m_unchecked; // fingerprint not yet seen
    struct Last
    {
        std::int64_t offset = 0;
        bus::Fingerprint fingerprint;
    };
    std::map<bus::TopicPartition, Last> m_last; // read
    std::chrono::milliseconds m_compareEvery {};
    std::chrono::steady_clock::time_point m_compareAt {};
    Stop m_stop;
    std::thread m_thread;
    std::atomic<bool> m_stopping { false };

    std::mutex m_mutex; // guards the wishes
    std::set<bus::TopicPartition> m_wanted; // to be paused
    std::map<bus::TopicPartition, std::int64_t> m_report;
    std::set<bus::TopicPartition> m_paused; // the consumer's; the reader's thread
};

} // namespace locus::pipeline
