// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/redrive_keeper.h"

#include "core/base/clock.h"
#include "core/base/json_writer.h"
#include "core/events/json_members.h"
#include "core/metrics/registry.h"
#include "core/pipeline/dead_letter_commands.h"

#include <algorithm>
#include <array>

namespace locus::pipeline {

using dead_letters::ItemState;
using dead_letters::RedriveOrder;
using dead_letters::RedriveRun;
using dead_letters::RedriveStep;
using dead_letters::RunState;

namespace {

constexpr std::array commands { startRunCommand, pauseRunCommand, resumeRunCommand,
    cancelRunCommand, redriveStepCommand };
constexpr const char* earlierFailed = "dead_letters.earlier_failed";
constexpr const char* runCancelled = "dead_letters.run_cancelled";

Bytes answerFor(const RedriveRun& run)
{
    JsonWriter out;
    out.beginObject().key("runId").string(run.id.toString());
    out.key("state").string(toString(run.state)).key("letters").number(run.total).endObject();
    return std::move(out).take();
}

Error over(RunState state)
{
    return refused(
        "dead_letters.run_over", "this redrive is " + std::string(toString(state)) + " already")
        .with("state", std::string(toString(state)));
}

} // namespace

RedriveKeeper::RedriveKeeper(LoopContext& context, InputWork& work, LaneKeeper& lanes)
    : m_context(context)
    , m_work(work)
    , m_lanes(lanes)
    , m_failed(context.metrics.counter(
          "dead_letters_redrive_failures_total", "Redrives of one dead letter that failed"))
{ }

bool RedriveKeeper::handles(std::string_view command)
{
    return LaneKeeper::handles(command)
        || std::find(commands.begin(), commands.end(), command) != commands.end();
}

Answer RedriveKeeper::onCommand(const Command& command)
{
    if (LaneKeeper::handles(command.name)) {
        return onLetter(command);
    }
    if (command.name == startRunCommand) {
        return startOrder(command);
    }
    if (command.name != redriveStepCommand) {
        return changeState(command);
    }
    LOCUS_TRY_VALUE(read, RedriveStep::fromJson(command.body));
    return step(read);
}

Answer RedriveKeeper::onLetter(const Command& command)
{
    events::JsonMembers body;
    LOCUS_TRY(body.read(command.body));
    LOCUS_TRY_VALUE(id, Uuid::parse(body.text("deadLetterId")));
    LOCUS_TRY_VALUE(row, m_context.store.deadLetters.get(id));
    LOCUS_TRY_VALUE(inRun, m_context.store.redrives.runOf(id));
    const bool back = (command.name == redriveCommand || command.name == editCommand)
        && !row.origin.empty() && row.state == store::DeadLetter::State::Open && !inRun;
    return back ? sendBack(row, command, body.text("valueBase64"), body.text("reason"))
                : m_lanes.onCommand(command);
}

Answer RedriveKeeper::sendBack(const store::DeadLetter& row, const Command& command,
    BytesView newValue, std::string_view reason)
{
    RedriveOrder order;
    order.selection.ids = { row.id };
    order.reason = reason;
    if (command.name == editCommand) {
        LOCUS_TRY(m_lanes.keepEdit(row, command, newValue, reason));
    }
    LOCUS_TRY_VALUE(run, start(command, std::move(order)));
    JsonWriter out;
    out.beginObject().key("deadLetterId").string(row.id.toString());
    out.key("state").string("open").key("attempts").number(std::int64_t { row.attempts });
    out.key("runId").string(run.id.toString()).endObject();
    return std::move(out).take();
}

Answer RedriveKeeper::startOrder(const Command& command)
{
    LOCUS_TRY_VALUE(order, RedriveOrder::fromJson(command.body));
    LOCUS_TRY_VALUE(run, start(command, std::move(order)));
    return answerFor(run);
}

Result<Measured> RedriveKeeper::measure(const Command& command)
{
    LOCUS_TRY_VALUE(order, RedriveOrder::fromJson(command.body));
    LOCUS_TRY_VALUE(letters, m_context.store.redrives.count(order.selection));
    LOCUS_TRY_VALUE(all, m_context.store.redrives.count({}));
    const std::string what = std::to_string(letters) + " dead letters are "
        + (order.topic.empty() ? std::string("applied again") : "sent to " + order.topic);
    return Measured { letters, letters == all, what };
}

Result<RedriveRun> RedriveKeeper::start(const Command& command, RedriveOrder order)
{
    LOCUS_TRY(checkTarget(order.topic));
    LOCUS_TRY_VALUE(letters, m_context.store.redrives.count(order.selection));
    if (letters == 0) {
        return refused("dead_letters.nothing_selected",
            "no open dead letter is selected that no other redrive holds");
    }
    if (letters > dead_letters::largestRun) {
        return refused("dead_letters.too_many",
            std::to_string(letters) + " letters are selected; narrow the filter")
            .with("allowed", std::to_string(dead_letters::largestRun));
    }
    if (order.expect && *order.expect != letters) {
        return refused("dead_letters.count_changed",
            std::to_string(letters) + " letters are selected now, not "
                + std::to_string(*order.expect) + "; look again what would be sent")
            .with("letters", std::to_string(letters));
    }
    RedriveRun run;
    run.id = deriveUuid(command.id, "redrive");
    run.owner = command.actor;
    run.reason = std::move(order.reason);
    run.topic = std::move(order.topic);
    run.ratePerSecond = order.ratePerSecond;
    run.started = run.changed = m_context.clock.now();
    LOCUS_TRY(m_context.store.redrives.add(run, order.selection));
    wakeRunner();
    return run;
}

// What is held here is applied here, in its order: a copy would come in again behind its lane.
Status RedriveKeeper::checkTarget(const std::string& topic) const
{
    const auto& read = m_context.topicsRead;
    if (topic.empty() || std::find(read.begin(), read.end(), topic) == read.end()) {
        return {};
    }
    return refused("dead_letters.own_topic",
        "this core reads " + topic
            + " itself: redrive without a topic, and each letter is applied "
              "in its place")
        .with("field", "topic");
}

Answer RedriveKeeper::changeState(const Command& command)
{
    events::JsonMembers body;
    LOCUS_TRY(body.read(command.body));
    LOCUS_TRY_VALUE(id, Uuid::parse(body.text("runId")));
    store::RedriveRuns& runs = m_context.store.redrives;
    LOCUS_TRY_VALUE(run, runs.get(id));
    if (run.state == RunState::Done || run.state == RunState::Cancelled) {
        return over(run.state);
    }
    run.state = command.name == pauseRunCommand ? RunState::Paused
        : command.name == resumeRunCommand      ? RunState::Running
                                                : RunState::Cancelled;
    const Instant now = m_context.clock.now();
    LOCUS_TRY(runs.setState(id, run.state, now));
    if (run.state == RunState::Cancelled) {
        LOCUS_TRY(runs.skip(id, std::nullopt, runCancelled, now));
    }
    wakeRunner();
    return answerFor(run);
}

Answer RedriveKeeper::step(const RedriveStep& step)
{
    store::Store& store = m_context.store;
    LOCUS_TRY_VALUE(run, store.redrives.get(step.run));
    LOCUS_TRY_VALUE(row, store.deadLetters.get(step.letter));
    const Instant now = m_context.clock.now();
    if (step.outcome == RedriveStep::Outcome::Sent) {
        LOCUS_TRY_VALUE(
            pending, store.redrives.finish(run.id, row.id, ItemState::Redriven, step.result, now));
        // Also of a run that was cancelled while the copy was on its way.
        if (pending || row.state == store::DeadLetter::State::Open) {
            LOCUS_TRY(m_lanes.closeSent(std::move(row), run.owner, step.result));
        }
    } else if (row.state == store::DeadLetter::State::Redriven) {
        LOCUS_TRY(store.redrives.finish(run.id, row.id, ItemState::Redriven, {}, now));
    } else if (row.state != store::DeadLetter::State::Open) {
        LOCUS_TRY(
            store.redrives.finish(run.id, row.id, ItemState::Skipped, "dead_letters.closed", now));
    } else if (step.outcome == RedriveStep::Outcome::NotSent) {
        m_failed.add();
        LOCUS_TRY(fail(run, row, step.result));
    } else if (run.state == RunState::Running && run.topic.empty() && row.origin.empty()) {
        LOCUS_TRY(apply(run, row.id));
    }
    return Bytes("{}");
}

Status RedriveKeeper::apply(const RedriveRun& run, const Uuid& letter)
{
    auto done = m_lanes.redriveLetter(letter, run.owner);
    if (!done.ok() && endsTransaction(done.error())) {
        return std::move(done).error();
    }
    LOCUS_TRY_VALUE(row, m_context.store.deadLetters.get(letter));
    if (!done.ok()) {
        m_failed.add();
        return fail(run, row, done.error().code);
    }
    if (row.state == store::DeadLetter::State::Open) {
        return fail(run, row, row.errorCode);
    }
    LOCUS_TRY(m_context.store.redrives.finish(
        run.id, letter, ItemState::Redriven, {}, m_context.clock.now()));
    return {};
}

Status RedriveKeeper::fail(
    const RedriveRun& run, const store::DeadLetter& row, std::string_view code)
{
    const Instant now = m_context.clock.now();
    LOCUS_TRY(m_context.store.redrives.finish(run.id, row.id, ItemState::Failed, code, now));
    return m_context.store.redrives.skip(run.id, row.id, earlierFailed, now);
}

void RedriveKeeper::wakeRunner()
{
    if (m_context.redrivesChanged) {
        m_work.after().told.push_back(m_context.redrivesChanged);
    }
}

} // namespace locus::pipeline
