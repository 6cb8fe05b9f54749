// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/uuid.h"
#include "core/bus/event_bus.h"
#include "core/dead_letters/redrive_order.h"
#include "core/pipeline/command.h"
#include "core/pipeline/copied_bodies.h"
#include "core/pipeline/kill_point.h"
#include "core/store/dead_letters.h"
#include "core/store/redrive_runs.h"

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <vector>

namespace locus::metrics {
class Gauge;
class Registry;
} // namespace locus::metrics

namespace locus::pipeline {

// What the runner works with; all of it outlives the runner.
struct RedriveParts
{
    std::filesystem::path storeFile;
    const PayloadCodec& codec;
    bus::EventBus& bus;
    CommandPort& commands;
    UuidSource& ids;
    metrics::Registry& metrics;
    TopicNames names {};
    KillPoint killPoint {}; // "redrive_sent", "redrive_marked"
};

// Carries out the redrives that are stored (dead_letter_commands.h) at their pace: asks the loop to
// apply each letter, or sends its raw copy and reports it when the broker has acknowledged it. What
// is not reported is still pending, so that the next one goes on where it was: after a crash a copy
// may then be sent twice, never not at all; stop() waits a second for what is under way. What stood
// for a larger record is sent as copied_bodies.h says; one whose body is gone fails by name. Gauge:
// redrive_runs_open (running or paused). Letters of one lane go one after the other. Thread
// contract: start() and stop() on the owner's thread, wake() on any.
class RedriveRunner
{
public:
    explicit RedriveRunner(const RedriveParts& parts);
    ~RedriveRunner(); // stops
    RedriveRunner(const RedriveRunner&) = delete;
    RedriveRunner& operator=(const RedriveRunner&) = delete;

    Status start();
    void wake(); // a run began, was paused, resumed or cancelled
    void stop();

private:
    using Time = std::chrono::steady_clock::time_point;
    using Run = dead_letters::RedriveRun;
    using Step = dead_letters::RedriveStep;
    struct Reading;

    void run();
    Status turn();
    Status work(const Run& run, int letters);
    Result<std::vector<store::PendingItem>> nextOf(const Run& run, int letters);
    Result<std::vector<Step>> send(const Run& run, const std::vector<store::PendingItem>& items);
    Result<std::optional<bus::OutRecord>> copyOf(
        const Run& run, const store::PendingItem& item, Step& step);
    Status learnPartitions();
    Status collect(std::map<std::uint64_t, Step>& open, std::vector<Step>& done);
    Status report(const Run& run, std::vector<Step> steps);
    Result<std::vector<Step>> reportOnce(const Run& run, const std::vector<Step>& steps);
    [[nodiscard]] bool isStopping();
    [[nodiscard]] bool mustLeave();

    const RedriveParts m_parts;
    std::unique_ptr<Reading> m_reading;
    metrics::Gauge& m_open;
    CopiedBodies m_bodies;
    std::unique_ptr<bus::BusProducer> m_producer;
    std::set<bus::TopicPartition> m_partitions; // of every topic, for copies that keep their place
    std::uint64_t m_tokens = 0;
    std::map<Uuid, Time> m_due; // of each run
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_woken = false;
    bool m_stopping = false;
    Time m_finishBy; // once it is stopping
    std::thread m_thread;
};

} // namespace locus::pipeline
