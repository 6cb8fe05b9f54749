// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/input_handler.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/metrics/registry.h"
#include "core/people/audit_wish.h"
#include "core/pipeline/dead_letter_commands.h"
#include "core/pipeline/delegation_role.h"

#include <algorithm>

namespace locus::pipeline {

namespace {

constexpr Duration timerRetry = std::chrono::seconds(30);

} // namespace

InputHandler::InputHandler(
    LoopContext& context, Positions& positions, Lanes& lanes, const PausedPartitions& paused)
    : m_context(context)
    , m_positions(positions)
    , m_audit(context)
    , m_work(context, lanes)
    , m_records(context, lanes, m_work)
    , m_keeper(context, lanes, m_work, m_records)
    , m_redrives(context, m_work, m_keeper)
    , m_approvals(context, m_work)
    , m_batch(context, lanes, m_work, m_records)
    , m_paused(paused)
    , m_consumed(context.metrics.counter("event_consumed_total", "Records taken from the bus"))
{
    for (const std::string_view command : { people::setAuditRetention, people::changeAuditKey }) {
        m_approvals.measure(
            command, [this](const Command& wanted) { return m_audit.measure(wanted); });
    }
    m_approvals.measure(
        startRunCommand, [this](const Command& command) { return m_redrives.measure(command); });
}

void InputHandler::forget()
{
    m_work.forget();
    m_batch.forget();
    m_audit.undone();
}

Result<std::size_t> InputHandler::handleTogether(Inputs& inputs)
{
    LOCUS_TRY_VALUE(count, m_batch.apply(inputs, m_positions, m_paused));
    for (std::size_t i = 0; i < count; ++i) {
        const bus::Record& record = std::get<RecordInput>(*inputs[i]).record;
        if (!m_positions.isPast(record)) {
            m_consumed.add();
            m_positions.advance(record);
        }
    }
    return count;
}

Status InputHandler::handle(RecordInput& input)
{
    if (m_positions.isPast(input.record)) {
        return {};
    }
    m_consumed.add();
    if (m_context.deadLetterTopics.contains(input.record.at.topic)) {
        LOCUS_TRY(m_keeper.file(input.record));
        m_positions.advance(input.record);
        return {};
    }
    Handled handled = m_records.apply(input, Passage::InLine);
    if (!handled.status.ok()) {
        const bool again = classify(handled.status.error()) == FailureClass::Retriable
            && input.attempts + 1 < m_context.maxAttempts;
        if (again || endsTransaction(handled.status.error())) {
            return std::move(handled.status);
        }
        LOCUS_TRY(m_keeper.hold(input, handled));
    }
    m_positions.advance(input.record);
    return {};
}

Status InputHandler::handle(RefusedInput& input)
{
    LOCUS_TRY(m_keeper.holdRefused(input));
    m_work.after().told.push_back(input.stored);
    return {};
}

// A decision of four eyes is a person's own, too: nobody makes it for another.
Answer InputHandler::answer(Command& command)
{
    if (!command.onBehalfOf.empty()) {
        LOCUS_TRY(checkOnBehalf(m_context.store, command.name, command.actor, command.onBehalfOf,
            m_context.clock.now()));
    }
    if (ApprovalKeeper::handles(command.name)) {
        return m_approvals.onCommand(command,
            [this, &command](Command& wanted) { return carryOutApproved(wanted, command.actor); });
    }
    LOCUS_TRY_VALUE(waits, m_approvals.hold(command));
    return waits ? Answer(std::move(*waits)) : carryOut(command);
}

// As if the one who asked for it had sent it again, but that its record names both.
Answer InputHandler::carryOutApproved(Command& command, const std::string& approver)
{
    Answer given = carryOut(command);
    if (!given.ok() && (given.error().isRetriable() || endsTransaction(given.error()))) {
        return given;
    }
    LOCUS_TRY(m_context.store.commands.put(command.id, given, m_context.clock.now()));
    people::AuditNote note = AuditKeeper::noteOf(command, given);
    note.detail.emplace_back("approvedBy", approver);
    LOCUS_TRY(m_audit.note(note));
    return given;
}

Answer InputHandler::carryOut(Command& command)
{
    if (RedriveKeeper::handles(command.name)) {
        return m_redrives.onCommand(command);
    }
    if (AuditKeeper::handles(command.name)) {
        return m_audit.onCommand(command, m_work);
    }
    const auto role = std::find_if(m_context.roles.begin(), m_context.roles.end(),
        [&](const Role* one) { return one->handles(command.name); });
    if (role == m_context.roles.end()) {
        return notFound(
            "pipeline.unknown_command", "this core has no role that handles " + command.name);
    }
    Answer answer { Bytes() };
    const Status done = m_work.run([&](Effects& effects) -> Status {
        answer = (*role)->onCommand(command, effects);
        if (!effects.entity().empty()) {
            command.seen.entity = effects.entity();
            command.seen.subject = effects.subject();
        }
        return answer.ok() ? Status() : Status(answer.error());
    });
    return done.ok() ? std::move(answer) : Answer(done.error());
}

Status InputHandler::handle(CommandInput& input)
{
    Command& command = input.command;
    LOCUS_TRY_VALUE(stored, m_context.store.commands.find(command.id));
    if (stored) {
        m_work.after().answers.emplace_back(input.done, std::move(*stored));
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
    LOCUS_TRY(m_audit.note(command, given));
    m_work.after().answers.emplace_back(input.done, std::move(given));
    return {};
}

Status InputHandler::handle(AuditInput& input)
{
    Status noted = m_audit.note(input.note);
    if (!noted.ok() && endsTransaction(noted.error())) {
        return noted;
    }
    m_work.after().told.push_back([done = input.done, noted = std::move(noted)] { done(noted); });
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
    return m_work.run([&](Effects& effects) -> Status {
        LOCUS_TRY(m_context.store.jobs.remove(outcome.job.id));
        LOCUS_TRY(effects.offerNextOf(outcome.job.lane));
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
        m_work.after().jobsPostponed = true;
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
    if (timer.role == laneTimerRole) {
        return m_keeper.tryLane(timer.body);
    }
    if (timer.role == approvalTimerRole) {
        m_work.after().timersTouched = true;
        return m_approvals.onTimer(timer);
    }
    const auto role = std::find_if(m_context.roles.begin(), m_context.roles.end(),
        [&](const Role* one) { return one->name() == timer.role; });
    Status done = m_work.run([&](Effects& effects) -> Status {
        LOCUS_TRY_VALUE(open, effects.store().timers.remove(timer.id));
        return open && role != m_context.roles.end() ? (*role)->onTimer(timer, effects) : Status();
    });
    m_work.after().timersTouched = true;
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
