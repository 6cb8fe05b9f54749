// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/input_handler.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/metrics/registry.h"
#include "core/store/unit_of_work.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <typeinfo>

namespace locus::pipeline {

namespace {

events::DecoderSettings decoderSettings(const TopicNames& topics)
{
    events::DecoderSettings settings;
    settings.maxValueBytes = 10UL * 1024 * 1024;
    for (std::string& topic : settings.geneticTopics) {
        topic = topics.physical(topic);
    }
    return settings;
}

events::WireRecord wireRecord(const bus::Record& record)
{
    const auto view = [](const std::optional<Bytes>& value) {
        return value ? std::optional<BytesView>(*value) : std::nullopt;
    };
    return { record.at.topic, record.at.partition, record.offset, record.timestampMs,
        view(record.key), view(record.value), record.headers };
}

// A lane is the aggregate, else the record key, else none.
std::string laneOf(const events::Envelope& event, const bus::Record& record)
{
    return event.aggregateId.empty() ? record.key.value_or(std::string()) : event.aggregateId;
}

Uuid letterId(const bus::Record& record)
{
    const std::string place = record.at.topic + ':' + std::to_string(record.at.partition) + ':'
        + std::to_string(record.offset);
    return deriveUuid(
        place, fromMillis(std::max<std::int64_t>(record.timestampMs, 0)), "dead-letter");
}

// The transaction as a whole must be given up, or the process: not this input's fault.
bool endsTransaction(const Error& error)
{
    const FailureClass failure = classify(error);
    return failure == FailureClass::StoreTrouble || failure == FailureClass::Fatal;
}

constexpr Duration timerRetry = std::chrono::seconds(30);

template <typename T> void moveTo(std::vector<T>& to, std::vector<T>& from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

} // namespace

InputHandler::InputHandler(LoopContext& context, Positions& positions, Lanes& lanes)
    : m_context(context)
    , m_positions(positions)
    , m_lanes(lanes)
    , m_decoder(decoderSettings(context.topics))
    , m_parked(context.metrics.counter("dead_letters_parked_total", "Records parked"))
    , m_records(context.metrics.counter("event_consumed_total", "Records taken from the bus"))
    , m_duplicates(context.metrics.counter("event_duplicates_total", "Events refused by the inbox"))
{ }

void InputHandler::forget()
{
    m_after = {};
    for (Role* role : m_context.roles) {
        role->forget();
    }
}

Status InputHandler::guarded(const Work& work)
{
    LOCUS_TRY_VALUE(savepoint, store::Savepoint::begin(m_context.store.database()));
    Effects effects(m_context.store, m_context.topics, m_context.roles, m_context.clock.now());
    Status done;
    try {
        done = work(effects);
    } catch (const std::exception& thrown) {
        log::error("pipeline.handler_threw", { { "what", typeid(thrown).name() } });
        done = poison("pipeline.handler_threw", "the handler failed with an exception");
    }
    if (done.ok()) {
        done = effects.finish();
    }
    if (!done.ok()) {
        if (effects.touched()) {
            for (Role* role : m_context.roles) {
                role->forget();
            }
        }
        LOCUS_TRY(savepoint.undo());
        return done;
    }
    LOCUS_TRY(savepoint.keep());
    moveTo(m_after.changes, effects.changes());
    moveTo(m_after.jobs, effects.jobs());
    m_after.appended += effects.appended();
    m_after.outboxGrew |= effects.appended() > 0;
    m_after.timersTouched |= effects.touchedTimers();
    return {};
}

Status InputHandler::handle(RecordInput& input)
{
    const bus::Record& record = input.record;
    if (m_positions.isPast(record)) {
        return {};
    }
    m_records.add();
    m_failedIn = "decoder";
    std::string lane;
    Status done;
    if (m_context.suspects.contains({ record.at, record.offset })) {
        done = poison("pipeline.hung", "handling this record hung twice");
    } else {
        auto decoded = m_decoder.decode(wireRecord(record));
        if (!decoded.ok()) {
            done = std::move(decoded).error();
        } else if (decoded->envelope) {
            lane = laneOf(*decoded->envelope, record);
            done = dispatch(input, *decoded->envelope);
        }
    }
    if (!done.ok()) {
        const bool again = classify(done.error()) == FailureClass::Retriable
            && input.attempts + 1 < m_context.maxAttempts;
        if (again || endsTransaction(done.error())) {
            return done;
        }
        LOCUS_TRY(park(input, lane, done.error(), m_failedIn));
    }
    m_positions.advance(record);
    return {};
}

Status InputHandler::dispatch(const RecordInput& input, const events::Envelope& event)
{
    const Incoming incoming { event, m_context.topics.logical(input.record.at.topic), &input.record,
        nullptr };
    std::vector<Role*> takers;
    std::copy_if(m_context.roles.begin(), m_context.roles.end(), std::back_inserter(takers),
        [&](const Role* role) { return role->wants(incoming); });
    if (takers.empty()) {
        return {};
    }
    const std::string lane = laneOf(event, input.record);
    if (const Uuid* first = m_lanes.blockedBy(lane)) {
        return poison("pipeline.lane_parked", "an earlier record of this lane is parked")
            .with("behind", first->toString());
    }
    const Uuid key = store::Inbox::keyOf(event.id, event.source, event.time);
    return guarded([&](Effects& effects) -> Status {
        for (Role* role : takers) {
            m_failedIn = role->name();
            LOCUS_TRY_VALUE(fresh, m_context.store.inbox.insert(role->name(), key, effects.now()));
            if (!fresh) {
                m_duplicates.add();
                continue;
            }
            LOCUS_TRY(role->onEvent(incoming, effects));
        }
        return {};
    });
}

Status InputHandler::park(
    const RecordInput& input, const std::string& lane, const Error& error, std::string_view handler)
{
    const bus::Record& record = input.record;
    const Instant now = m_context.clock.now();
    store::DeadLetter letter;
    letter.id = letterId(record);
    letter.lane = lane;
    if (const Uuid* first = m_lanes.blockedBy(lane)) {
        letter.behind = *first;
    }
    letter.topic = record.at.topic;
    letter.partition = record.at.partition;
    letter.offset = record.offset;
    letter.timestampMs = record.timestampMs;
    letter.key = record.key;
    letter.value = record.value;
    letter.headers = record.headers;
    letter.handler = handler;
    letter.errorClass = toString(
        error.kind == ErrorKind::Retriable ? FailureClass::Retriable : FailureClass::Poison);
    letter.errorCode = error.code;
    letter.errorMessage = error.message;
    letter.attempts = input.attempts + 1;
    letter.firstFailed = input.attempts == 0 ? now : input.firstFailed;
    letter.lastFailed = now;
    LOCUS_TRY(m_context.store.deadLetters.add(letter));
    m_lanes.block(lane, letter.id);
    m_after.outboxGrew = true;
    m_parked.add();
    log::warn("pipeline.parked",
        { { "topic", record.at.topic }, { "offset", std::to_string(record.offset) },
            { "code", error.code }, { "handler", std::string(handler) } });
    return {};
}

Answer InputHandler::answer(const Command& command)
{
    const auto role = std::find_if(m_context.roles.begin(), m_context.roles.end(),
        [&](const Role* one) { return one->handles(command.name); });
    if (role == m_context.roles.end()) {
        return notFound(
            "pipeline.unknown_command", "this core has no role that handles " + command.name);
    }
    Answer answer { Bytes() };
    const Status done = guarded([&](Effects& effects) -> Status {
        answer = (*role)->onCommand(command, effects);
        return answer.ok() ? Status() : Status(answer.error());
    });
    return done.ok() ? std::move(answer) : Answer(done.error());
}

Status InputHandler::handle(CommandInput& input)
{
    const Command& command = input.command;
    LOCUS_TRY_VALUE(stored, m_context.store.commands.find(command.id));
    if (stored) {
        m_after.answers.emplace_back(input.done, std::move(*stored));
        return {};
    }
    Answer given = answer(command);
    if (!given.ok() && endsTransaction(given.error())) {
        return given.error();
    }
    // A retriable failure is no answer to keep: the same id may try again.
    if (given.ok() || !given.error().isRetriable()) {
        LOCUS_TRY(m_context.store.commands.put(command.id, given, m_context.clock.now()));
    }
    m_after.answers.emplace_back(input.done, std::move(given));
    return {};
}

Role* InputHandler::roleForJob(std::string_view kind) const
{
    const auto role = std::find_if(m_context.roles.begin(), m_context.roles.end(),
        [&](const Role* one) { return one->ownsJob(kind); });
    return role == m_context.roles.end() ? nullptr : *role;
}

Status InputHandler::finishJob(const JobOutcome& outcome, Role* role)
{
    return guarded([&](Effects& effects) -> Status {
        LOCUS_TRY(m_context.store.jobs.remove(outcome.job.id));
        return role == nullptr ? Status() : role->onJobDone(outcome, effects);
    });
}

Status InputHandler::handle(JobInput& input)
{
    const JobOutcome& outcome = input.outcome;
    store::Jobs& jobs = m_context.store.jobs;
    LOCUS_TRY_VALUE(open, jobs.exists(outcome.job.id));
    if (!open) {
        return {}; // its outcome was applied before
    }
    const int attempts = outcome.job.attempts + 1;
    const RetryPolicy policy = m_context.jobs->policyOf(outcome.job.kind);
    if (!outcome.status.ok() && outcome.status.error().isRetriable()
        && attempts < policy.maxAttempts) {
        m_after.jobsPostponed = true;
        return jobs.postpone(outcome.job.id, attempts,
            m_context.clock.now() + policy.backoff.delay(attempts, m_context.random));
    }
    Role* const role = roleForJob(outcome.job.kind);
    Status done = finishJob(outcome, role);
    if (done.ok() || endsTransaction(done.error())) {
        return done;
    }
    // The result cannot be applied: the role hears of it as a failure, and if it cannot take even
    // that, the job ends with a line in the log.
    log::error("pipeline.job_result_refused",
        { { "kind", outcome.job.kind }, { "code", done.error().code } });
    const JobOutcome failed { outcome.job, Status(done.error()), nullptr };
    done = finishJob(failed, role);
    return done.ok() || endsTransaction(done.error()) ? done : finishJob(failed, nullptr);
}

Status InputHandler::handle(TimerInput& input)
{
    const store::Timer& timer = input.timer;
    const auto role = std::find_if(m_context.roles.begin(), m_context.roles.end(),
        [&](const Role* one) { return one->name() == timer.role; });
    Status done = guarded([&](Effects& effects) -> Status {
        LOCUS_TRY_VALUE(open, effects.store().timers.remove(timer.id));
        return open && role != m_context.roles.end() ? (*role)->onTimer(timer, effects) : Status();
    });
    m_after.timersTouched = true;
    if (done.ok() || endsTransaction(done.error())) {
        return done;
    }
    log::error("pipeline.timer_failed", { { "role", timer.role }, { "code", done.error().code } });
    if (done.error().isRetriable()) {
        return m_context.store.timers.put(
            { timer.id, m_context.clock.now() + timerRetry, timer.role, timer.body });
    }
    LOCUS_TRY(m_context.store.timers.remove(timer.id));
    return {};
}

} // namespace locus::pipeline
