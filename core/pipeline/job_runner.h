// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/circuit_breakers.h"
#include "core/pipeline/job.h"

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace locus {
class Clock;
class RandomSource;
} // namespace locus

namespace locus::pipeline {

// Runs jobs on threads of its own, the highest priority first, and hands each outcome back. A job
// that is under way when the process ends has no outcome: its row is there, and it runs again.
// Thread contract: safe from any thread; start() and stop() on the owner's.
class JobRunner final : public JobPort
{
public:
    using Done = std::function<void(JobOutcome)>; // on a job thread

    JobRunner(const Clock& clock, RandomSource& random, std::size_t capacity = 8192);
    ~JobRunner() override; // stops

    // Before start().
    void addHandler(std::string kind, std::shared_ptr<JobHandler> handler);
    void start(int threads, Done done);
    // Handlers are asked to end, those that run are waited for.
    void stop();

    bool offer(store::Job job) override;
    void cancel(const Uuid& id) override;
    [[nodiscard]] std::size_t room() const override;
    [[nodiscard]] RetryPolicy policyOf(std::string_view kind) const override;
    // Of the targets that jobs had so far.
    [[nodiscard]] std::vector<CircuitBreaker::Snapshot> circuits() const
    {
        return m_breakers.snapshots();
    }

private:
    struct ByPriority
    {
        bool operator()(const store::Job& a, const store::Job& b) const
        {
            return a.priority != b.priority ? a.priority > b.priority : a.id < b.id;
        }
    };
    void run();
    std::optional<store::Job> next();
    JobOutcome execute(store::Job job, const std::atomic<bool>& cancelled);

    const std::size_t m_capacity;
    std::map<std::string, std::shared_ptr<JobHandler>, std::less<>> m_handlers;
    Done m_done;
    mutable std::mutex m_mutex;
    std::condition_variable m_ready;
    std::set<store::Job, ByPriority> m_waiting;
    std::set<Uuid> m_held; // waiting or under way
    std::map<Uuid, std::shared_ptr<std::atomic<bool>>> m_running; // true: cancelled
    CircuitBreakers m_breakers; // by target: one that keeps failing gets a rest, then one probe
    std::atomic<bool> m_stopping { false };
    std::vector<std::thread> m_threads;
};

} // namespace locus::pipeline
