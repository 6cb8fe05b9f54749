// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/patients_role.h"
#include "core/pipeline/pipeline.h"

#include "core/analyses/analysis_topics.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/stop_notes.h"
#include "core/people/user_events.h"
#include "core/pipeline/audit_witness.h"
#include "core/pipeline/bodies.h"
#include "core/pipeline/clock_watch.h"
#include "core/pipeline/core_loop.h"
#include "core/pipeline/in_flight.h"
#include "core/pipeline/job_runner.h"
#include "core/pipeline/lag_meter.h"
#include "core/pipeline/outbox_quota.h"
#include "core/pipeline/outbox_relay.h"
#include "core/pipeline/record_readers.h"
#include "core/pipeline/redrive_runner.h"
#include "core/pipeline/relay_thread.h"
#include "core/pipeline/watchdog.h"

#include <cstdlib>
#include <optional>
#include <thread>

namespace locus::pipeline {

namespace {

constexpr auto drainTime = std::chrono::milliseconds(1000);
constexpr Duration stepWait = std::chrono::seconds(1);
constexpr const char* clusterKey = "cluster_id";

// The loop is made before the reader, which needs its queue.
class LateSource final : public RecordSource
{
public:
    RecordReaders* target = nullptr;
    LagMeter* lag = nullptr;

    void pause(const bus::TopicPartition& at) override { target->pause(at); }
    void resume(const bus::TopicPartition& at) override { target->resume(at); }
    void report(std::vector<bus::Position> positions) override
    {
        lag->handled(positions);
        target->report(std::move(positions));
    }
};

} // namespace

// In the order of making; taken apart in the reverse one.
struct Pipeline::Threads
{
    Threads(PipelineParts& parts, const PipelineOptions& options, store::Database database,
        std::int64_t eventCursor, std::int64_t letterCursor, std::int64_t waiting)
        : relayDatabase(std::move(database))
        , log(relayDatabase, parts.codec)
        , letters(relayDatabase, parts.codec)
        , eventOutbox(log)
        , letterOutbox(letters, options.names)
        , quota(options.outboxQuota, waiting)
        , eventRelay(eventContext(parts, options), eventOutbox, eventCursor)
        , letterRelay(relayContext(parts, options), letterOutbox, letterCursor)
        , relays({ &eventRelay, &letterRelay })
        , jobs(parts.clock, parts.random)
        , clockWatch(parts.clock, parts.metrics)
        , watchdog(parts.clock, inFlight, options.dataDir / "in-flight")
        , bodies(parts.bus)
        , ids(parts.clock, parts.random)
    { }

    static RelayContext relayContext(PipelineParts& parts, const PipelineOptions& options)
    {
        RelayContext out { parts.bus, parts.clock, parts.random, parts.metrics, options.killPoint };
        out.names = options.names;
        return out;
    }

    // What the bus refuses becomes a dead letter of the loop; then the relay goes on.
    RelayContext eventContext(PipelineParts& parts, const PipelineOptions& options)
    {
        RelayContext out = relayContext(parts, options);
        out.quota = &quota;
        out.refused = [this](RefusedRow refused) {
            const std::int64_t position = refused.row.position;
            loop->queue().push(RefusedInput { position, std::move(refused.row.record),
                std::move(refused.error), [this, position] {
                    eventRelay.settled(position);
                    relays.wake();
                } });
        };
        return out;
    }

    store::Database relayDatabase;
    store::EventLog log;
    store::DeadLetters letters;
    EventOutbox eventOutbox;
    DeadLetterOutbox letterOutbox;
    OutboxQuota quota;
    OutboxRelay eventRelay;
    OutboxRelay letterRelay;
    RelayThread relays;
    JobRunner jobs;
    InFlight inFlight;
    ClockWatch clockWatch;
    Watchdog watchdog;
    LateSource pauses;
    Bodies bodies;
    std::optional<LagMeter> lag;
    std::optional<CoreLoop> loop;
    std::optional<RecordReaders> readers;
    UuidSource ids;
    std::optional<RedriveRunner> redrives;
    std::thread loopThread;
    std::atomic<bool> stopping { false };
    std::atomic<bool> failed { false };
};

Pipeline::Pipeline(PipelineParts parts, PipelineOptions options)
    : m_parts(parts)
    , m_options(std::move(options))
{ }

Pipeline::~Pipeline()
{
    stop();
}

void Pipeline::addRole(std::unique_ptr<Role> role)
{
    m_roles.push_back(std::move(role));
}

void Pipeline::addJobHandler(std::string kind, std::shared_ptr<JobHandler> handler)
{
    m_handlers.emplace_back(std::move(kind), std::move(handler));
}

Status Pipeline::start(ChangeListener changed, Failed failed)
{
    m_failed = std::move(failed);
    LOCUS_TRY(checkCluster());
    LOCUS_TRY(forgetOffsets(m_parts.store.offsets, m_options.readAnew));
    LOCUS_TRY_VALUE(reading, store::Database::open(m_parts.store.file(), store::Access::Reader));
    LOCUS_TRY_VALUE(events, m_parts.store.events.cursor("events"));
    LOCUS_TRY_VALUE(letters, m_parts.store.events.cursor("dead_letters"));
    LOCUS_TRY_VALUE(waiting, m_parts.store.events.localCount(events));
    m_threads =
        std::make_unique<Threads>(m_parts, m_options, std::move(reading), events, letters, waiting);
    Status started = startThreads(std::move(changed));
    if (!started.ok()) {
        stop();
    }
    return started;
}

Status Pipeline::checkCluster()
{
    LOCUS_TRY_VALUE(now, m_parts.bus.clusterId());
    LOCUS_TRY_VALUE(known, m_parts.store.meta.get(clusterKey));
    if (known.empty()) {
        return m_parts.store.meta.set(clusterKey, now);
    }
    if (known != now) {
        return fatal("pipeline.other_cluster",
            "the store belongs to cluster " + known + ", but this is cluster " + now
                + "; its offsets mean nothing here");
    }
    return {};
}

Status Pipeline::startThreads(ChangeListener changed)
{
    Threads& t = *m_threads;
    std::error_code ignored;
    LoopContext context { m_parts.store, m_parts.clock, m_parts.random, m_parts.metrics, {} };
    for (const auto& role : m_roles) {
        context.roles.push_back(role.get());
    }
    context.topics = m_options.names;
    context.jobs = &t.jobs;
    context.changed = std::move(changed);
    context.killPoint = m_options.killPoint;
    context.clockWatch = &t.clockWatch;
    context.inFlight = &t.inFlight;
    context.suspects = Watchdog::suspects(m_options.dataDir / "in-flight");
    context.oneByOne = std::filesystem::exists(m_options.dataDir / "in-flight", ignored);
    for (OutboxRelay* relay : { &t.eventRelay, &t.letterRelay }) {
        context.outboxes.push_back({ relay->source().name(),
            [relay] { return relay->acknowledged(); }, [&t] { t.relays.wake(); } });
    }
    context.eventOutbox = &t.eventOutbox;
    context.quota = &t.quota;
    context.codec = &m_parts.codec;
    context.audit = m_options.audit;
    context.aloneUpTo = m_options.aloneUpTo;
    context.records = &t.pauses;
    context.bodies = &t.bodies;
    context.topicsRead = m_options.topics;
    context.deadLetterTopics = { m_options.deadLetterTopics.begin(),
        m_options.deadLetterTopics.end() };
    context.redrivesChanged = [&t] { t.redrives->wake(); };
    t.loop.emplace(std::move(context));
    t.redrives.emplace(RedriveParts { m_parts.store.file(), m_parts.codec, m_parts.bus, *t.loop,
        t.ids, m_parts.metrics, m_options.names, m_options.killPoint });
    t.lag.emplace(m_parts.bus, m_parts.metrics, m_options.names);
    t.readers.emplace(m_parts.bus, t.loop->queue(), m_parts.random, m_options.names);
    t.pauses.target = &*t.readers;
    t.pauses.lag = &*t.lag;
    for (auto& [kind, handler] : m_handlers) {
        t.jobs.addHandler(kind, handler);
    }
    LOCUS_TRY(t.loop->load());
    LOCUS_TRY(storeStartPositions(
        m_parts.bus, m_options.topics, m_options.startFrom, m_parts.store.offsets));
    LOCUS_TRY_VALUE(offsets, m_parts.store.offsets.all());
    t.loopThread = std::thread([this] { runLoop(); });
    t.jobs.start(m_options.jobThreads,
        [&t](JobOutcome outcome) { t.loop->queue().push(JobInput { std::move(outcome) }); });
    t.relays.start([this](const Error& error) { fail(error); });
    LOCUS_TRY(t.redrives->start());
    t.watchdog.start(m_options.hangsAfter, [this] {
        noteStop(m_options.dataDir, m_parts.clock.now(),
            fatal("pipeline.hung",
                "handling one record took too long; a record that does so twice is set aside as a "
                "dead letter when the core starts again"));
        std::_Exit(hangExitCode);
    });
    LOCUS_TRY(t.lag->start(m_options.topics, offsets));
    return t.readers->start(
        m_options.topics, offsets, [this](const Error& error) { fail(error); }, &t.bodies,
        &t.clockWatch);
}

void Pipeline::runLoop()
{
    CoreLoop& loop = *m_threads->loop;
    while (!loop.queue().drained()) {
        const auto done = loop.step(stepWait);
        if (!done.ok()) {
            fail(done.error());
            break;
        }
        if (m_threads->stopping && loop.isReadOnly()) {
            break; // nothing can be written; everything is still where it came from
        }
    }
    pass(m_options.killPoint, "during_drain");
    loop.refuseRest();
}

void Pipeline::stop()
{
    if (!m_threads) {
        return;
    }
    Threads& t = *m_threads;
    t.stopping = true;
    if (t.redrives) {
        t.redrives->stop();
    }
    t.jobs.stop();
    if (t.loop) {
        t.loop->queue().close();
    }
    if (t.loopThread.joinable()) {
        t.loopThread.join();
    }
    if (t.readers) {
        t.readers->stop();
    }
    if (t.lag) {
        t.lag->stop();
    }
    if (t.loop && !t.failed) { // before the relay stops, which publishes it
        if (const Status done = t.loop->signAudit(AuditKeeper::When::Now); !done.ok()) {
            log::warn("audit.not_signed", { { "code", done.error().code } });
        }
    }
    t.relays.stop(t.failed ? std::chrono::milliseconds(0) : drainTime);
    if (t.loop && !t.failed) {
        if (const Status flushed = t.loop->flush(); !flushed.ok()) {
            log::warn("pipeline.flush_failed", { { "code", flushed.error().code } });
        }
    }
    t.watchdog.stop();
    m_threads.reset();
}

void Pipeline::fail(const Error& error)
{
    log::error("pipeline.stopped", { { "code", error.code }, { "error", error.message } });
    if (!m_threads->failed.exchange(true)) {
        m_failed(error);
    }
}

void Pipeline::submit(Command command, AnswerCallback done)
{
    if (!m_threads || !m_threads->loop || m_threads->failed) {
        done(retriable("pipeline.stopped", "the core is stopping or has not started yet"));
        return;
    }
    m_threads->loop->submit(std::move(command), std::move(done));
}

void Pipeline::note(people::AuditNote note, std::function<void(Status)> done)
{
    if (!m_threads || !m_threads->loop || m_threads->failed) {
        done(retriable("pipeline.stopped", "the core is stopping or has not started yet"));
        return;
    }
    m_threads->loop->note(std::move(note), std::move(done));
}

bool Pipeline::isReadOnly() const
{
    return m_threads && m_threads->loop && m_threads->loop->isReadOnly();
}

RelayState Pipeline::relay() const
{
    if (!m_threads) {
        return { 0, 0, m_options.outboxQuota };
    }
    const Threads& t = *m_threads;
    RelayState out { t.eventRelay.acknowledged(), t.quota.waiting(), t.quota.most(),
        t.eventRelay.stuckSince() };
    const auto letters = t.letterRelay.stuckSince();
    if (letters && (!out.stuckSince || *letters < *out.stuckSince)) {
        out.stuckSince = letters;
    }
    return out;
}

ClockFinding Pipeline::clock() const
{
    return m_threads ? m_threads->clockWatch.finding() : ClockFinding();
}

SealingState Pipeline::sealing() const
{
    return m_threads && m_threads->loop ? m_threads->loop->sealing() : SealingState();
}

std::vector<CircuitBreaker::Snapshot> Pipeline::jobCircuits() const
{
    return m_threads ? m_threads->jobs.circuits() : std::vector<CircuitBreaker::Snapshot>();
}

std::vector<bus::TopicSpec> auditTopics(const TopicNames& names)
{
    const std::string name = names.physical(auditTopic);
    return { { name, 5, std::chrono::hours(24 * 7) },
        { name + deadLetterSuffix, 1, std::chrono::hours(24 * 30) } };
}

std::vector<bus::TopicSpec> identityTopics(const TopicNames& names)
{
    const std::string name = names.physical(people::identityTopic);
    return { { name, 6, std::chrono::hours(24 * 30) },
        { name + deadLetterSuffix, 1, std::chrono::hours(24 * 30) } };
}

std::vector<bus::TopicSpec> patientTopics(const TopicNames& names)
{
    const std::string name = names.physical(patientTopic);
    return { { name, 12, std::chrono::hours(24 * 30) },
        { name + deadLetterSuffix, 1, std::chrono::hours(24 * 30) } };
}

std::vector<bus::TopicSpec> geneticTopics(const TopicNames& names)
{
    std::vector<bus::TopicSpec> out;
    constexpr int partitions = 12;
    const auto add = [&](std::string_view logical, std::size_t largest, int days) {
        const std::string name = names.physical(logical);
        out.push_back({ name, partitions, std::chrono::hours(24 * days), largest });
        out.push_back({ name + deadLetterSuffix, 1, std::chrono::hours(24 * 30), largest });
    };
    using analyses::Mode;
    for (const Mode mode : { Mode::Normal, Mode::BigData, Mode::NodeScale, Mode::LagDemo }) {
        add(analyses::requestTopic(mode), analyses::largestRequest(mode), 7);
    }
    add(analyses::resultTopic, analyses::largestRequest(Mode::Normal), 14);
    return out;
}

} // namespace locus::pipeline
