// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/circuit_breaker.h"
#include "core/base/result.h"
#include "core/bus/event_bus.h"
#include "core/pipeline/clock_watch.h"
#include "core/pipeline/command.h"
#include "core/pipeline/job.h"
#include "core/pipeline/kill_point.h"
#include "core/pipeline/relay_state.h"
#include "core/pipeline/role.h"
#include "core/pipeline/sealing_state.h"
#include "core/pipeline/start_positions.h"
#include "core/pipeline/topic_names.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace locus {
class Clock;
class PayloadCodec;
class RandomSource;
} // namespace locus

namespace locus::metrics {
class Registry;
}

namespace locus::store {
class Store;
}

namespace locus::pipeline {

struct AuditOutlet;

// What the pipeline stands on; all of it outlives the pipeline.
struct PipelineParts
{
    store::Store& store;
    bus::EventBus& bus;
    const Clock& clock;
    RandomSource& random;
    metrics::Registry& metrics;
    const PayloadCodec& codec;
};

struct PipelineOptions
{
    std::filesystem::path dataDir; // notes of the watchdog
    std::vector<std::string> topics; // physical names of what is read
    std::vector<std::string> deadLetterTopics {}; // those among them that other programs write
    TopicNames names {};
    StartFrom startFrom {}; // of topics without stored offsets
    std::vector<std::string> readAnew {}; // topics whose stored offsets are forgotten first
    std::int64_t outboxQuota = 1'000'000; // events that may wait for the bus
    int jobThreads = 2;
    std::int64_t aloneUpTo = INT64_MAX; // LoopContext::aloneUpTo
    const AuditOutlet* audit = nullptr; // who signs the audit trail, and who hears of it
    Duration hangsAfter = std::chrono::seconds(5);
    KillPoint killPoint {};
};

// The core loop with its threads: loop, record reader, relay, jobs, watchdog (README.md). Thread
// contract: add…(), start() and stop() on the owner's thread; submit() on any.
class Pipeline final : public CommandPort
{
public:
    using Failed = std::function<void(Error)>; // the core must stop; once, on any thread

    Pipeline(PipelineParts parts, PipelineOptions options);
    ~Pipeline() override; // stops

    // Before start(). The first role that handles a command or job gets it.
    void addRole(std::unique_ptr<Role> role);
    void addJobHandler(std::string kind, std::shared_ptr<JobHandler> handler);

    // Errors: fatal "pipeline.other_cluster", "pipeline.topic_recreated", and those of store and
    // bus. Nothing runs after an error.
    Status start(ChangeListener changed, Failed failed);
    // Takes nothing more in, finishes what is there, publishes what it can within a second.
    void stop();

    void submit(Command command, AnswerCallback done) override;
    void note(people::AuditNote note, std::function<void(Status)> done) override;
    [[nodiscard]] bool isReadOnly() const; // commits fail now: disk full
    // Nothing before start().
    [[nodiscard]] RelayState relay() const;
    [[nodiscard]] ClockFinding clock() const;
    [[nodiscard]] SealingState sealing() const;
    // Of the targets that jobs had so far: "annotator".
    [[nodiscard]] std::vector<CircuitBreaker::Snapshot> jobCircuits() const;

private:
    struct Threads;
    Status checkCluster();
    Status startThreads(ChangeListener changed);
    void runLoop();
    void fail(const Error& error);

    PipelineParts m_parts;
    PipelineOptions m_options;
    std::vector<std::unique_ptr<Role>> m_roles;
    std::vector<std::pair<std::string, std::shared_ptr<JobHandler>>> m_handlers;
    Failed m_failed;
    std::unique_ptr<Threads> m_threads;
};

// Where User.* events go, for ensureTopics().
std::vector<bus::TopicSpec> identityTopics(const TopicNames& names);

// Where checkpoints of the audit trail go, for ensureTopics().
std::vector<bus::TopicSpec> auditTopics(const TopicNames& names);

// What the genetic topics and their dead-letter topics are on this bus, for ensureTopics().
std::vector<bus::TopicSpec> geneticTopics(const TopicNames& names);
// Those of the directory of patients.
std::vector<bus::TopicSpec> patientTopics(const TopicNames& names);

} // namespace locus::pipeline
