// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/core_loop.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/metrics/registry.h"
#include "core/pipeline/clock_watch.h"
#include "core/pipeline/in_flight.h"
#include "core/pipeline/outbox_quota.h"
#include "core/pipeline/outbox_source.h"
#include "core/store/unit_of_work.h"

#include <algorithm>
#include <iterator>

namespace locus::pipeline {

namespace {

constexpr Duration longestWait = std::chrono::seconds(1); // so that a jump of the clock is noticed
constexpr Duration cursorEvery = std::chrono::seconds(1);
constexpr const char* clockKey = "clock_seen"; // the time when this store was last at work
constexpr Duration reportEvery = std::chrono::milliseconds(500);
constexpr Duration maintainEvery = std::chrono::minutes(1);
constexpr auto inboxKept = std::chrono::hours(24 * 100); // the longest topic keeps 90 days
constexpr auto answersKept = std::chrono::hours(24 * 7);
constexpr auto cacheKept = std::chrono::hours(24 * 90);
constexpr std::uint64_t changesKept = 50'000;
constexpr int pruneSlice = 2000;
constexpr int timerSlice = 500;
constexpr int jobSlice = 4096;
constexpr std::size_t leastTaken = 16;

double millis(Duration time)
{
    return static_cast<double>(time.count()) / 1000.0;
}

void append(Inputs& to, Inputs& from)
{
    if (to.empty()) {
        to.swap(from);
        return;
    }
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    from.clear();
}

} // namespace

CoreLoop::CoreLoop(LoopContext context, std::size_t queueCapacity)
    : m_context(std::move(context))
    , m_queue(queueCapacity)
    , m_fit(m_context.bounds.inputs)
    , m_handler(m_context, m_positions, m_lanes, m_paused)
    , m_sealing(m_context)
    , m_cursors(m_context.outboxes.size(), 0)
    , m_commitTime(m_context.metrics.histogram("event_processing_time_ms",
          "A transaction of the core loop, begin to commit", metrics::latencyBoundsMs()))
    , m_batchSize(m_context.metrics.histogram(
          "pipeline_batch_inputs", "Inputs a transaction holds", { 1, 4, 16, 64, 256, 1024, 4096 }))
    , m_readOnlyGauge(
          m_context.metrics.gauge("pipeline_read_only", "1 while commits fail and are retried"))
{
    m_readOnlyGauge.set(0);
}

CoreLoop::~CoreLoop() = default;

Status CoreLoop::load()
{
    store::Store& store = m_context.store;
    LOCUS_TRY(m_positions.load(store.offsets));
    LOCUS_TRY(m_sealing.load());
    LOCUS_TRY(m_lanes.load(store.deadLetters, m_context.codec));
    std::vector<std::string> names;
    for (const Role* role : m_context.roles) {
        names.emplace_back(role->name());
    }
    LOCUS_TRY_VALUE(unit, store::UnitOfWork::begin(store.database()));
    LOCUS_TRY(store.inbox.know(names));
    LOCUS_TRY(unit.commit());
    for (std::size_t i = 0; i < m_cursors.size(); ++i) {
        LOCUS_TRY_VALUE(cursor, store.events.cursor(m_context.outboxes[i].source));
        m_cursors[i] = cursor;
    }
    LOCUS_TRY_VALUE(next, store.timers.next());
    m_nextTimer = next;
    if (m_context.clockWatch != nullptr) {
        LOCUS_TRY_VALUE(seen, store.meta.get(clockKey));
        if (const auto time = parseRfc3339(seen); time.ok()) {
            m_context.clockWatch->resumed(*time);
        }
    }
    LOCUS_TRY(m_handler.audit().load());
    return offerWaitingJobs();
}

void CoreLoop::note(people::AuditNote note, std::function<void(Status)> done)
{
    if (m_readOnly.load()) {
        done(retriable("store.disk_full",
            "the store cannot be written now, and nothing is shown without a record of it; try "
            "again"));
        return;
    }
    AuditInput input { std::move(note), std::move(done) };
    if (!m_queue.tryPush(input)) {
        input.done(retriable("audit.overloaded",
            "the audit trail cannot keep up, and nothing is done without a record of it; try again")
                       .with("retryAfterMs", "250"));
    }
}

void CoreLoop::submit(Command command, AnswerCallback done)
{
    if (m_readOnly.load()) {
        done(retriable("store.disk_full", "the store cannot be written now; try again"));
        return;
    }
    if (m_context.quota != nullptr && m_context.quota->isUsedUp()) {
        done(retriable("pipeline.outbox_full",
            "the bus takes nothing, and as many events wait for it as may ("
                + std::to_string(m_context.quota->most()) + "); try again when it is back"));
        return;
    }
    CommandInput input { std::move(command), std::move(done) };
    if (!m_queue.tryPush(input)) {
        input.done(retriable("pipeline.overloaded", "too much waits to be done; try again"));
    }
}

void CoreLoop::refuseRest()
{
    Inputs rest = m_queue.take(m_context.bounds, Duration::zero());
    for (; !rest.empty(); rest = m_queue.take(m_context.bounds, Duration::zero())) {
        for (const OwnedInput& input : rest) {
            if (auto* command = std::get_if<CommandInput>(input.get())) {
                command->done(retriable("pipeline.stopped", "the core is stopping"));
            } else if (auto* audit = std::get_if<AuditInput>(input.get())) {
                audit->done(retriable("pipeline.stopped", "the core is stopping"));
            }
        }
    }
}

Duration CoreLoop::waitFor(Duration wait) const
{
    const Duration now = m_context.clock.monotonic();
    wait = std::min({ wait, longestWait, m_sealing.rest() });
    if (!m_paused.empty()) {
        wait = std::min(wait, m_paused.nextDue() - now);
    }
    for (const std::optional<Instant>& due :
        { m_nextTimer, toMicros(m_nextJob) != 0 ? std::optional(m_nextJob) : std::nullopt }) {
        if (due) {
            wait = std::min(wait, *due - m_context.clock.now());
        }
    }
    return std::max(wait, Duration::zero());
}

Inputs CoreLoop::gather(Duration wait)
{
    Inputs batch;
    for (auto& [at, inputs] : m_paused.release(m_context.clock.monotonic())) {
        append(batch, inputs);
        if (m_context.records != nullptr) {
            m_context.records->resume(at);
        }
    }
    BatchBounds bounds = m_context.bounds;
    bounds.inputs = std::min(bounds.inputs, m_fit);
    Inputs arrived = m_queue.take(bounds, batch.empty() ? waitFor(wait) : Duration::zero());
    append(batch, arrived);
    return batch;
}

Status CoreLoop::addTimers(Inputs& batch)
{
    if (!m_nextTimer || *m_nextTimer > m_context.clock.now()) {
        return {};
    }
    LOCUS_TRY_VALUE(due, m_context.store.timers.due(m_context.clock.now(), timerSlice));
    for (store::Timer& timer : due) {
        batch.push_back(std::make_unique<Input>(TimerInput { std::move(timer) }));
    }
    return {};
}

Result<bool> CoreLoop::step(Duration wait)
{
    if (m_readOnly.load() && m_context.clock.monotonic() < m_troubleUntil) {
        const Duration left = m_troubleUntil - m_context.clock.monotonic();
        m_queue.rest(std::min(wait, left));
        return false;
    }
    Inputs batch = gather(m_readOnly.load() ? Duration::zero() : wait);
    Inputs done;
    Status status = addTimers(batch);
    // An empty transaction while read-only finds out whether the disk takes writes again.
    if (status.ok() && (!batch.empty() || m_readOnly.load())) {
        status = transact(batch, done);
    }
    const bool worked = status.ok() && !done.empty();
    if (status.ok()) {
        m_fit = batch.empty() ? std::min(m_fit * 2, m_context.bounds.inputs)
                              : std::max(leastTaken, done.size() + done.size() / 4);
        m_queue.putBack(std::move(batch)); // what the time bound left over
        status = offerWaitingJobs();
    } else {
        giveUp(done, batch, status.error());
    }
    if (status.ok()) {
        reportPositions();
        status = maintain();
    }
    if (!status.ok() && classify(status.error()) != FailureClass::StoreTrouble) {
        return status.error();
    }
    return worked;
}

Status CoreLoop::transact(Inputs& batch, Inputs& done)
{
    const Duration start = m_context.clock.monotonic();
    pass(m_context.killPoint, "before_begin");
    LOCUS_TRY_VALUE(unit, store::UnitOfWork::begin(m_context.store.database()));
    LOCUS_TRY(applyAll(batch, done));
    LOCUS_TRY(m_handler.signAudit());
    LOCUS_TRY(m_positions.write(m_context.store.offsets));
    LOCUS_TRY(writeCursors());
    if (m_readOnly.load()) {
        LOCUS_TRY(m_context.store.meta.set("written_again", toRfc3339(m_context.clock.now())));
    }
    pass(m_context.killPoint, "before_commit");
    LOCUS_TRY(unit.commit());
    pass(m_context.killPoint, "after_commit");
    m_handler.audit().committed();
    m_positions.committed();
    m_lanes.committed();
    m_commitTime.observe(millis(m_context.clock.monotonic() - start));
    m_batchSize.observe(static_cast<double>(done.size()));
    if (m_readOnly.exchange(false)) {
        m_troubles = 0;
        m_readOnlyGauge.set(0);
        log::info("pipeline.writable_again");
    }
    published();
    m_context.store.database().checkpointIfDue();
    return {};
}

Status CoreLoop::applyAll(Inputs& batch, Inputs& done)
{
    const Duration start = m_context.clock.monotonic();
    while (!batch.empty()) {
        LOCUS_TRY_VALUE(together, applyTogether(batch, done));
        if (together == 0) {
            LOCUS_TRY(applyFirst(batch, done));
        }
        pass(m_context.killPoint, "in_transaction");
        if (m_context.clock.monotonic() - start > m_context.bounds.time) {
            break;
        }
    }
    return {};
}

Status CoreLoop::applyFirst(Inputs& batch, Inputs& done)
{
    OwnedInput& input = batch.front();
    auto* record = std::get_if<RecordInput>(input.get());
    if (record != nullptr && m_paused.holds(record->record.at)) {
        m_paused.add(std::move(*record));
    } else if (Status applied = apply(*input); applied.ok()) {
        done.push_back(std::move(input));
    } else if (record == nullptr || classify(applied.error()) != FailureClass::Retriable) {
        return applied;
    } else {
        LOCUS_TRY(pauseOrFail(*record, applied.error()));
    }
    batch.pop_front();
    return {};
}

Result<std::size_t> CoreLoop::applyTogether(Inputs& batch, Inputs& done)
{
    const auto* record = std::get_if<RecordInput>(batch.front().get());
    if (record == nullptr) {
        return std::size_t { 0 };
    }
    if (m_context.inFlight != nullptr) {
        m_context.inFlight->begin(m_context.clock.monotonic(), &record->record);
    }
    auto count = m_handler.handleTogether(batch);
    if (m_context.inFlight != nullptr) {
        m_context.inFlight->end();
    }
    for (std::size_t i = 0; count.ok() && i < *count; ++i) {
        done.push_back(std::move(batch.front()));
        batch.pop_front();
    }
    return count;
}

Status CoreLoop::apply(Input& input)
{
    if (m_context.inFlight != nullptr) {
        const auto* record = std::get_if<RecordInput>(&input);
        m_context.inFlight->begin(
            m_context.clock.monotonic(), record == nullptr ? nullptr : &record->record);
    }
    Status done = std::visit([this](auto& one) { return m_handler.handle(one); }, input);
    if (m_context.inFlight != nullptr) {
        m_context.inFlight->end();
    }
    return done;
}

Status CoreLoop::pauseOrFail(RecordInput& input, const Error& error)
{
    if (input.attempts++ == 0) {
        input.firstFailed = m_context.clock.now();
    }
    const bus::TopicPartition at = input.record.at;
    log::warn("pipeline.partition_paused",
        { { "topic", at.topic }, { "partition", std::to_string(at.partition) },
            { "attempt", std::to_string(input.attempts) }, { "code", error.code } });
    const Duration until = m_context.clock.monotonic()
        + m_context.partitionBackoff.delay(input.attempts, m_context.random);
    m_paused.pause(std::move(input), until);
    if (m_context.records != nullptr) {
        m_context.records->pause(at);
    }
    return {};
}

// Nothing of the transaction is stored. Records, outcomes and timers are tried again in their
// order; who sent a command hears of it and may send it again.
void CoreLoop::giveUp(Inputs& done, Inputs& batch, const Error& error)
{
    m_positions.undone();
    m_lanes.undone();
    m_handler.forget();
    if (m_context.eventOutbox != nullptr) {
        m_context.eventOutbox->lost();
    }
    append(done, batch);
    Inputs again;
    for (OwnedInput& input : done) {
        if (auto* command = std::get_if<CommandInput>(input.get())) {
            command->done(error);
        } else if (auto* audit = std::get_if<AuditInput>(input.get())) {
            audit->done(error);
        } else if (auto* record = std::get_if<RecordInput>(input.get());
                   record != nullptr && m_paused.holds(record->record.at)) {
            m_paused.add(std::move(*record)); // before those of its partition that wait there
        } else if (!std::holds_alternative<TimerInput>(*input)) {
            again.push_back(std::move(input));
        }
    }
    done.clear();
    m_queue.putBack(std::move(again));
    m_jobsWaiting = true;
    std::fill(m_cursors.begin(), m_cursors.end(), 0); // written again with the next transaction
    m_troubleUntil =
        m_context.clock.monotonic() + m_context.storeBackoff.delay(++m_troubles, m_context.random);
    m_readOnlyGauge.set(1);
    if (!m_readOnly.exchange(true)) {
        log::error("pipeline.read_only", { { "code", error.code }, { "error", error.message } });
    }
}

void CoreLoop::published()
{
    AfterCommit after = std::exchange(m_handler.after(), {});
    const std::int64_t newest = after.appended.empty() ? 0 : after.appended.back().position;
    handOver(after);
    if (after.erases) {
        m_sealing.erase(newest);
    }
    if (!after.changes.empty() && m_context.changed) {
        m_context.changed(after.changes);
    }
    for (auto& [done, answer] : after.answers) {
        done(std::move(answer));
    }
    for (const auto& stored : after.told) {
        stored();
    }
    for (store::Job& job : after.jobs) {
        if (m_context.jobs == nullptr || !m_context.jobs->offer(std::move(job))) {
            m_jobsWaiting = true;
        }
    }
    for (const Uuid& job : after.cancelledJobs) {
        if (m_context.jobs != nullptr) {
            m_context.jobs->cancel(job);
        }
    }
    m_jobsWaiting |= after.jobsPostponed || !after.cancelledJobs.empty();
    if (after.timersTouched) {
        m_nextTimer = Instant(); // read again at the next turn
    }
}

// To the relays.
void CoreLoop::handOver(AfterCommit& after)
{
    if (m_context.quota != nullptr) {
        m_context.quota->added(static_cast<std::int64_t>(after.appended.size()));
    }
    if (m_context.eventOutbox != nullptr) {
        m_context.eventOutbox->committed(std::move(after.appended));
    }
    if (after.outboxGrew) {
        for (const OutboxCursor& outbox : m_context.outboxes) {
            outbox.grew();
        }
    }
}

// Also of a loop that has come to rest: its last records are handled too.
void CoreLoop::reportPositions()
{
    const Duration now = m_context.clock.monotonic();
    if (m_context.records == nullptr || now - m_reported < reportEvery) {
        return;
    }
    m_reported = now;
    if (std::vector<bus::Position> positions = m_positions.takeReport(); !positions.empty()) {
        m_context.records->report(std::move(positions));
    }
}

Status CoreLoop::writeCursors()
{
    const Duration now = m_context.clock.monotonic();
    for (std::size_t i = 0; i < m_cursors.size(); ++i) {
        const std::int64_t reached = m_context.outboxes[i].acknowledged();
        if (reached > m_cursors[i]) {
            LOCUS_TRY(m_context.store.events.setCursor(m_context.outboxes[i].source, reached));
            m_cursors[i] = reached;
        }
    }
    m_cursorsWritten = now;
    return {};
}

Status CoreLoop::flush()
{
    LOCUS_TRY_VALUE(unit, store::UnitOfWork::begin(m_context.store.database()));
    LOCUS_TRY(writeCursors());
    return unit.commit();
}

Status CoreLoop::offerWaitingJobs()
{
    const Instant now = m_context.clock.now();
    if (m_nextTimer && toMicros(*m_nextTimer) == 0) {
        LOCUS_TRY_VALUE(next, m_context.store.timers.next());
        m_nextTimer = next;
    }
    const bool due = toMicros(m_nextJob) != 0 && m_nextJob <= now;
    if (m_context.jobs == nullptr || (!m_jobsWaiting && !due)
        || m_context.jobs->room() < jobSlice / 2) {
        return {};
    }
    LOCUS_TRY_VALUE(jobs, m_context.store.jobs.due(now, jobSlice));
    m_jobsWaiting = static_cast<int>(jobs.size()) == jobSlice;
    for (store::Job& job : jobs) {
        if (!m_context.jobs->offer(std::move(job))) {
            m_jobsWaiting = true;
            break;
        }
    }
    LOCUS_TRY_VALUE(next, m_context.store.jobs.nextDue(now));
    m_nextJob = next;
    return {};
}

Status CoreLoop::signAudit(AuditKeeper::When when)
{
    if (!m_handler.audit().isDue(when)) {
        return {};
    }
    LOCUS_TRY_VALUE(unit, store::UnitOfWork::begin(m_context.store.database()));
    Status signedNow = m_handler.signAudit(when);
    if (signedNow.ok()) {
        signedNow = unit.commit();
    }
    if (!signedNow.ok()) {
        m_handler.forget();
        return signedNow;
    }
    m_handler.audit().committed();
    published();
    return {};
}

// Once a minute: forgets what no repeat can ask for any more; once a second: relay cursors.
Status CoreLoop::maintain()
{
    const Duration now = m_context.clock.monotonic();
    if (m_context.clockWatch != nullptr) {
        m_context.clockWatch->look();
    }
    if (m_readOnly.load()) {
        return {};
    }
    const bool moved = std::any_of(m_context.outboxes.begin(), m_context.outboxes.end(),
        [this, i = std::size_t { 0 }](
            const OutboxCursor& outbox) mutable { return outbox.acknowledged() > m_cursors[i++]; });
    if (moved && now - m_cursorsWritten >= cursorEvery) {
        LOCUS_TRY(flush());
    }
    LOCUS_TRY(signAudit());
    LOCUS_TRY(m_sealing.maintain());
    if (now - m_maintained < maintainEvery) {
        return {};
    }
    m_maintained = now;
    const Instant today = m_context.clock.now();
    store::Store& store = m_context.store;
    LOCUS_TRY_VALUE(unit, store::UnitOfWork::begin(store.database()));
    LOCUS_TRY(store.meta.set(clockKey, toRfc3339(today)));
    LOCUS_TRY(store.inbox.prune(today - inboxKept, pruneSlice));
    LOCUS_TRY(store.commands.prune(today - answersKept, pruneSlice));
    LOCUS_TRY(store.annotationCache.prune(today - cacheKept, pruneSlice));
    LOCUS_TRY(store.changes.prune(changesKept));
    LOCUS_TRY(unit.commit());
    return m_handler.audit().prune();
}

} // namespace locus::pipeline
