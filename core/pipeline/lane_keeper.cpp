// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/lane_keeper.h"

#include "core/base/base64.h"
#include "core/base/clock.h"
#include "core/base/json_writer.h"
#include "core/base/log.h"
#include "core/bus/claim_check.h"
#include "core/dead_letters/failure_reader.h"
#include "core/dead_letters/inbox.h"
#include "core/events/envelope_attributes.h"
#include "core/events/json_members.h"
#include "core/metrics/registry.h"
#include "core/pipeline/dead_letter_commands.h"
#include "core/pipeline/failure_class.h"
#include "core/pipeline/in_flight.h"

#include <algorithm>

namespace locus::pipeline {

using State = store::DeadLetter::State;

namespace {

constexpr int rowsATurn = 64; // of one lane, in one transaction
constexpr const char* outboxHandler = "outbox";
constexpr const char* foreignCode = "foreign"; // their classes are without number
constexpr const char* heldMessage = "an earlier record of this lane is held back";

Uuid letterId(const bus::Record& record)
{
    const std::string place = record.at.topic + ':' + std::to_string(record.at.partition) + ':'
        + std::to_string(record.offset);
    return deriveUuid(place, events::recordTime(record.timestampMs), "dead-letter");
}

bus::Record recordOf(const store::DeadLetter& row)
{
    return { { row.topic, row.partition }, row.offset, row.timestampMs, row.key, row.value,
        row.headers };
}

// Not held back by its own fault, or only until an entity is known: a timer may try it.
bool isMoving(const store::DeadLetter& row)
{
    return row.state == State::Waiting || row.behind.has_value();
}

bool isHeld(const store::DeadLetter& row)
{
    return row.state == State::Open || row.state == State::Waiting;
}

const char* nameOf(State state)
{
    switch (state) {
    case State::Open: return "open";
    case State::Redriven: return "redriven";
    case State::Discarded: return "discarded";
    case State::Waiting: break;
    }
    return "waiting";
}

std::string causeKey(const store::DeadLetter& row)
{
    if (row.errorCode == laneHeld) {
        return dead_letters::causeOfOwn(laneHeld, heldMessage, {}, {}).key; // wherever it stands
    }
    return dead_letters::causeOfOwn(row.errorCode, row.errorMessage, row.handler, row.topic).key;
}

void describe(store::DeadLetter& row, const Error& error, std::string_view handler)
{
    const FailureClass failure = classify(error);
    row.handler = handler;
    row.errorClass =
        toString(failure == FailureClass::Poison ? FailureClass::Poison : FailureClass::Retriable);
    row.errorCode = error.code;
    row.errorMessage = error.message;
    row.awaits = error.fact(awaitsFact);
    row.cause = causeKey(row);
}

Error notFirst(const Uuid& first)
{
    return refused("dead_letters.not_first", "an earlier record of its lane is held back")
        .with("first", first.toString());
}

Error noReason(const char* what)
{
    return refused("dead_letters.no_reason", std::string(what) + " needs a reason")
        .with("field", "reason");
}

} // namespace

LaneKeeper::LaneKeeper(LoopContext& context, Lanes& lanes, InputWork& work, RecordHandler& records)
    : m_context(context)
    , m_lanes(lanes)
    , m_work(work)
    , m_records(records)
    , m_waited(context.metrics.counter(
          "event_waited_total", "Records that had to wait for an entity or behind one that does"))
    , m_redriven(context.metrics.counter(
          "dead_letters_redriven_total", "Dead letters applied again or sent as a copy"))
    , m_failedAgain(context.metrics.counter(
          "dead_letters_redrive_failures_total", "Redrives of one dead letter that failed"))
{ }

Status LaneKeeper::hold(const RecordInput& input, const Handled& handled)
{
    const Error& error = handled.status.error();
    Letter row;
    row.id = letterId(input.record);
    row.topic = input.record.at.topic;
    row.partition = input.record.at.partition;
    row.offset = input.record.offset;
    row.timestampMs = input.record.timestampMs;
    row.key = input.record.key;
    row.value = input.record.value;
    row.headers = input.record.headers;
    describe(row, error, handled.handler);
    row.lane = m_lanes.nameOf(handled.lane.empty() ? row.awaits : handled.lane);
    row.lastFailed = m_context.clock.now();
    row.firstFailed = input.attempts == 0 ? row.lastFailed : input.firstFailed;
    row.attempts = handled.queued ? 0 : input.attempts + 1;

    const Lanes::Head* const head = m_lanes.held(row.lane);
    const bool mayWait = handled.queued || !row.awaits.empty();
    if (mayWait && (head == nullptr || head->moving)) {
        row.state = State::Waiting;
    }
    if (head != nullptr && mayWait) {
        row.behind = head->first;
    }
    if (head == nullptr && !row.lane.empty()) {
        m_lanes.hold(row.lane, { row.id, row.state == State::Waiting, row.awaits });
        if (row.state == State::Waiting) {
            LOCUS_TRY(m_work.setLaneTimer(row.lane, nextTry(row)));
        }
    }
    return add(row);
}

Status LaneKeeper::add(const Letter& letter)
{
    LOCUS_TRY_VALUE(fresh, m_context.store.deadLetters.add(letter));
    if (!fresh) {
        return {};
    }
    if (letter.state == State::Waiting) {
        m_waited.add();
        return {};
    }
    countParked(letter);
    return note(letter.id, {}, "parked", letter.errorCode);
}

metrics::Counter& LaneKeeper::parkedBy(const std::string& code)
{
    auto found = m_parked.find(code);
    if (found == m_parked.end()) {
        metrics::Counter& counter = m_context.metrics.counter("dead_letters_parked_total",
            "Records parked, by the code of their error", { { "code", code } });
        found = m_parked.emplace(code, &counter).first;
    }
    return *found->second;
}

void LaneKeeper::countParked(const Letter& row)
{
    m_work.after().outboxGrew = true;
    parkedBy(row.origin.empty() ? row.errorCode : foreignCode).add();
    log::warn("pipeline.parked",
        { { "topic", row.topic }, { "offset", std::to_string(row.offset) },
            { "code", row.errorCode }, { "handler", row.handler } });
}

Status LaneKeeper::file(const bus::Record& record)
{
    const auto view = [](const std::optional<Bytes>& value) {
        return value ? std::optional<BytesView>(*value) : std::nullopt;
    };
    const dead_letters::Failure failure =
        dead_letters::readFailure({ record.at.topic, record.at.partition, record.offset,
            record.timestampMs, view(record.key), view(record.value), record.headers });
    const dead_letters::Cause cause = dead_letters::causeOf(failure, record.at.topic);
    Letter row;
    row.id = letterId(record);
    row.topic = record.at.topic;
    row.partition = record.at.partition;
    row.offset = record.offset;
    row.timestampMs = record.timestampMs;
    row.key = record.key;
    row.value = record.value;
    row.headers = record.headers;
    row.handler = cause.handler;
    row.errorClass = toString(FailureClass::Poison);
    row.errorCode = cause.errorClass; // its message may quote payload
    row.attempts =
        static_cast<int>(std::min<std::int64_t>(failure.attempts.value_or(0), INT32_MAX));
    row.firstFailed = row.lastFailed = events::recordTime(record.timestampMs);
    row.cause = cause.key;
    const std::string_view family = toString(failure.family);
    row.origin = family.empty() ? dead_letters::unknownOrigin : family;
    row.sourceTopic = failure.original.topic.value_or(std::string());
    row.sourcePartition = static_cast<std::int32_t>(
        std::clamp<std::int64_t>(failure.original.partition.value_or(-1), -1, INT32_MAX));
    return add(row);
}

Status LaneKeeper::holdRefused(const RefusedInput& input)
{
    Letter row;
    row.lastFailed = row.firstFailed = m_context.clock.now();
    row.id = deriveUuid("outbox " + std::to_string(input.position),
        events::recordTime(input.record.timestampMs), "dead-letter");
    row.topic = input.record.topic;
    row.partition = -1; // it has no place there
    row.offset = input.position;
    row.timestampMs = input.record.timestampMs;
    row.key = input.record.key;
    row.value = input.record.value;
    row.headers = input.record.headers;
    describe(row, input.error, outboxHandler);
    return add(row);
}

Status LaneKeeper::tryLane(const std::string& lane)
{
    for (int i = 0; i < rowsATurn; ++i) {
        LOCUS_TRY_VALUE(rows, m_context.store.deadLetters.ofLane(lane, 1));
        if (rows.empty() || !isMoving(rows.front())) {
            break;
        }
        Letter& row = rows.front();
        LOCUS_TRY_VALUE(applied, attempt(row, Passage::First, {}));
        pass(m_context.killPoint, "in_lane");
        if (!applied && isMoving(row)) {
            return settle(lane, nextTry(row));
        }
    }
    return settle(lane, m_context.clock.now());
}

Result<bool> LaneKeeper::attempt(Letter& row, Passage passage, std::string_view actor)
{
    Handled handled;
    if (row.handler == outboxHandler) {
        handled = publishAgain(row);
    } else {
        RecordInput input { recordOf(row) };
        LOCUS_TRY_VALUE(edited, m_context.store.deadLetters.lastEdit(row.id));
        if (edited) {
            bus::replaceValue(input.record, *std::move(edited));
        }
        if (m_context.inFlight != nullptr) {
            m_context.inFlight->begin(m_context.clock.monotonic(), &input.record);
        }
        handled = m_records.apply(input, passage);
        if (m_context.inFlight != nullptr) {
            m_context.inFlight->begin(m_context.clock.monotonic(), nullptr);
        }
    }
    if (handled.status.ok()) {
        row.behind.reset();
        LOCUS_TRY(closeApplied(row, actor));
        row.state = State::Redriven;
        return true;
    }
    if (endsTransaction(handled.status.error())) {
        return handled.status.error();
    }
    if (handled.queued) {
        return notFirst(m_lanes.held(row.lane)->first);
    }
    LOCUS_TRY(keepFailed(row, handled, actor));
    // At once: they have to follow it in number too.
    if (passage == Passage::First && !isMoving(row)) {
        LOCUS_TRY(parkBehind(row));
    }
    return false;
}

Status LaneKeeper::closeApplied(const Letter& row, std::string_view actor)
{
    if (row.state == State::Waiting) {
        return m_context.store.deadLetters.remove(row.id); // it never was a dead letter
    }
    Letter closed = row;
    closed.state = State::Redriven;
    LOCUS_TRY(m_context.store.deadLetters.update(closed));
    m_redriven.add();
    return note(row.id, actor, "redriven", {});
}

Status LaneKeeper::keepFailed(Letter& row, const Handled& handled, std::string_view actor)
{
    const FailureClass failure = classify(handled.status.error());
    const bool waits = row.state == State::Waiting;
    const int limit = waits ? m_context.awaitAttempts : m_context.maxAttempts;
    ++row.attempts;
    const bool again = isMoving(row) && row.attempts < limit
        && (failure == FailureClass::Retriable || (waits && failure == FailureClass::Waiting));
    describe(row, handled.status.error(), handled.handler);
    row.lastFailed = m_context.clock.now();
    if (again) {
        return m_context.store.deadLetters.update(row);
    }
    row.state = State::Open;
    row.behind.reset();
    LOCUS_TRY(m_context.store.deadLetters.update(row));
    if (waits) {
        LOCUS_TRY(m_context.store.deadLetters.renumber(row.id));
        countParked(row);
    } else {
        m_failedAgain.add();
    }
    return note(row.id, actor, waits ? "parked" : "failed", row.errorCode);
}

// The row of the log goes out once more, at its end: its own place in the order is lost.
Handled LaneKeeper::publishAgain(const Letter& row)
{
    Handled out;
    out.handler = outboxHandler;
    out.status = m_work.run([&](Effects& effects) -> Status {
        store::EventLog& log = effects.store().events;
        LOCUS_TRY_VALUE(rows, log.localAfter(row.offset - 1, 1, 1));
        if (rows.empty() || rows.front().position != row.offset) {
            return poison("dead_letters.no_event", "the event is no longer in the log");
        }
        store::LoggedEvent& event = rows.front();
        event.streamVersion = 0; // a copy is no part of the stream
        const std::string aggregate = event.stream.substr(event.stream.find('/') + 1);
        LOCUS_TRY(log.append(event, aggregate));
        return {};
    });
    m_work.after().outboxGrew = true;
    return out;
}

Instant LaneKeeper::nextTry(const Letter& row)
{
    const Backoff& backoff =
        row.awaits.empty() ? m_context.partitionBackoff : m_context.awaitBackoff;
    return m_context.clock.now() + backoff.delay(std::max(row.attempts, 1), m_context.random);
}

Status LaneKeeper::settle(const std::string& lane, Instant due)
{
    if (lane.empty()) {
        return {};
    }
    LOCUS_TRY_VALUE(rows, m_context.store.deadLetters.ofLane(lane, 1));
    if (rows.empty()) {
        m_lanes.release(lane);
        return m_work.dropLaneTimer(lane);
    }
    const Letter& head = rows.front();
    m_lanes.hold(lane, { head.id, isMoving(head), head.awaits });
    if (isMoving(head)) {
        return m_work.setLaneTimer(lane, due);
    }
    LOCUS_TRY(parkBehind(head));
    return m_work.dropLaneTimer(lane);
}

Status LaneKeeper::parkBehind(const Letter& first)
{
    LOCUS_TRY_VALUE(parked,
        m_context.store.deadLetters.parkWaiting(first.lane, first.id,
            { laneHeld, heldMessage,
                dead_letters::causeOfOwn(laneHeld, heldMessage, {}, {}).key }));
    for (const Uuid& id : parked) {
        parkedBy(laneHeld).add();
        LOCUS_TRY(note(id, {}, "parked", laneHeld));
    }
    m_work.after().outboxGrew |= !parked.empty();
    return {};
}

bool LaneKeeper::handles(std::string_view command)
{
    return command == redriveCommand || command == editCommand || command == discardCommand
        || command == revealCommand;
}

Answer LaneKeeper::onCommand(const Command& command)
{
    events::JsonMembers body;
    LOCUS_TRY(body.read(command.body));
    LOCUS_TRY_VALUE(id, Uuid::parse(body.text("deadLetterId")));
    LOCUS_TRY_VALUE(row, m_context.store.deadLetters.get(id));
    const std::string_view reason = body.text("reason");
    if (command.name == revealCommand) {
        return reveal(row, command, reason);
    }
    if (!isHeld(row)) {
        return refused("dead_letters.closed",
            std::string("this dead letter is ") + nameOf(row.state) + " already")
            .with("state", nameOf(row.state));
    }
    LOCUS_TRY_VALUE(inRun, m_context.store.redrives.runOf(id));
    if (inRun) {
        return refused("dead_letters.in_run",
            "a redrive of many holds it; cancel that one first, or wait for it")
            .with("run", inRun->toString());
    }
    if (command.name == discardCommand) {
        return discard(std::move(row), command, reason);
    }
    if (command.name == editCommand) {
        return edit(std::move(row), command, body.text("valueBase64"), reason);
    }
    LOCUS_TRY(redrive(row, command.actor));
    return answerFor(row);
}

Status LaneKeeper::redrive(Letter& row, std::string_view actor)
{
    const Lanes::Head* const head = m_lanes.held(row.lane);
    const bool first = head == nullptr || head->first == row.id;
    LOCUS_TRY_VALUE(applied, attempt(row, first ? Passage::First : Passage::InLine, actor));
    return settle(row.lane, applied ? m_context.clock.now() : nextTry(row));
}

Result<store::DeadLetter> LaneKeeper::redriveLetter(const Uuid& id, std::string_view actor)
{
    LOCUS_TRY_VALUE(row, m_context.store.deadLetters.get(id));
    LOCUS_TRY(redrive(row, actor));
    return row;
}

Status LaneKeeper::closeSent(Letter row, std::string_view actor, const std::string& place)
{
    LOCUS_TRY(note(row.id, actor, "redriven", place));
    if (!isHeld(row)) {
        return {};
    }
    row.behind.reset();
    row.state = State::Redriven;
    m_redriven.add();
    LOCUS_TRY(m_context.store.deadLetters.update(row));
    LOCUS_TRY_VALUE(rest, m_context.store.deadLetters.ofLane(row.lane, 1));
    if (!rest.empty()) {
        LOCUS_TRY_VALUE(target, m_context.store.redrives.targetOf(rest.front().id));
        if (target) { // it is to be sent as well, not to be applied here
            rest.front().behind.reset();
            LOCUS_TRY(m_context.store.deadLetters.update(rest.front()));
        }
    }
    return settle(row.lane, m_context.clock.now());
}

Status LaneKeeper::keepEdit(
    const Letter& row, const Command& command, BytesView encoded, std::string_view reason)
{
    if (reason.empty()) {
        return noReason("editing");
    }
    const auto value = fromBase64(encoded);
    if (!value || value->empty() || row.handler == outboxHandler) {
        return invalid("dead_letters.bad_value",
            "the new value must be base64 and not empty, of a record that came from a topic")
            .with("field", "valueBase64");
    }
    LOCUS_TRY(m_context.store.deadLetters.addEdit(row, *value));
    return note(row.id, command.actor, "edited", std::string(reason));
}

Answer LaneKeeper::edit(
    Letter row, const Command& command, BytesView encoded, std::string_view reason)
{
    const Lanes::Head* const head = m_lanes.held(row.lane);
    if (head != nullptr && head->first != row.id) {
        return notFirst(head->first);
    }
    LOCUS_TRY(keepEdit(row, command, encoded, reason));
    LOCUS_TRY(redrive(row, command.actor));
    return answerFor(row);
}

Answer LaneKeeper::reveal(const Letter& row, const Command& command, std::string_view reason)
{
    if (reason.empty()) {
        return noReason("seeing the payload");
    }
    LOCUS_TRY(note(row.id, command.actor, "revealed", std::string(reason)));
    return R"({"deadLetterId":")" + row.id.toString() + "\"}";
}

Answer LaneKeeper::discard(Letter row, const Command& command, std::string_view reason)
{
    if (reason.empty()) {
        return noReason("discarding");
    }
    const bool waited = row.state == State::Waiting;
    row.state = State::Discarded;
    LOCUS_TRY(m_context.store.deadLetters.update(row));
    if (waited) {
        LOCUS_TRY(m_context.store.deadLetters.renumber(row.id));
        countParked(row);
    }
    LOCUS_TRY(note(row.id, command.actor, "discarded", std::string(reason)));
    LOCUS_TRY(settle(row.lane, m_context.clock.now()));
    return answerFor(row);
}

Answer LaneKeeper::answerFor(const Letter& row) const
{
    JsonWriter out;
    out.beginObject().key("deadLetterId").string(row.id.toString());
    out.key("state")
        .string(nameOf(row.state))
        .key("attempts")
        .number(std::int64_t { row.attempts });
    if (isHeld(row)) {
        out.member("errorCode", row.errorCode).member("errorMessage", row.errorMessage);
    }
    if (const Lanes::Head* const head = m_lanes.held(row.lane)) {
        out.key("next").string(head->first.toString());
    }
    out.endObject();
    return std::move(out).take();
}

Status LaneKeeper::note(
    const Uuid& letter, std::string_view actor, const char* action, std::string reason)
{
    LOCUS_TRY(m_context.store.deadLetters.note(
        { letter, m_context.clock.now(), std::string(actor), action, std::move(reason) }));
    return m_work.run([&](Effects& effects) -> Status {
        effects.changed("deadLetters", "put", letter.toString());
        return {};
    });
}

} // namespace locus::pipeline
