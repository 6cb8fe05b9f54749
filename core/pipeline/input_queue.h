// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/record.h"
#include "core/events/wire_record.h"
#include "core/pipeline/command.h"
#include "core/pipeline/job.h"
#include "core/store/timers.h"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <variant>
#include <vector>

namespace locus::pipeline {

struct RecordInput
{
    bus::Record record;
    std::unique_ptr<Result<events::Decoded>> decoded {}; // null: not yet, or taken
    int attempts = 0; // that failed so far
    Instant firstFailed {};
};
struct CommandInput
{
    Command command;
    AnswerCallback done;
};
struct JobInput
{
    JobOutcome outcome;
};
struct TimerInput
{
    store::Timer timer;
};
// A row of the outbox that the bus will never take.
struct RefusedInput
{
    std::int64_t position = 0; // in the event log
    bus::OutRecord record;
    Error error;
    std::function<void()> stored; // after the commit that holds its dead letter
};
// A record of the audit trail that is no command's.
struct AuditInput
{
    people::AuditNote note;
    std::function<void(Status)> done; // after the commit that holds it, or why there is none
};
using Input =
    std::variant<RecordInput, CommandInput, JobInput, TimerInput, RefusedInput, AuditInput>;
// Handed on as a pointer: a record with what was read from it is large.
using OwnedInput = std::unique_ptr<Input>;
using Inputs = std::deque<OwnedInput>;
std::size_t bytesOf(const Input& input); // about what it weighs in a transaction

struct BatchBounds
{
    std::size_t inputs = 4000;
    std::size_t bytes = 8UL * 1024 * 1024;
    Duration time = std::chrono::milliseconds(20); // applying ends after this; the rest waits
};

// What has arrived and waits for the loop. Records wait for room and so slow the bus down; commands
// are refused when it is full; outcomes of jobs always fit, their number is bounded by the runner.
// Notes for the audit trail have a bound of their own and go first: who reads must not wait for a
// backlog of records.
// Thread contract: safe from any thread.
class InputQueue
{
public:
    explicit InputQueue(std::size_t capacity)
        : m_capacity(capacity)
    { }

    // False: closed; the records were not taken.
    bool pushRecords(std::vector<OwnedInput> records);
    // Leaves `input` as it is and returns false when full or closed.
    bool tryPush(CommandInput& input);
    bool tryPush(AuditInput& input);
    bool push(JobInput input);
    bool push(RefusedInput input);

    // Waits until something is there, wake() was called or the time is over; then what fits the
    // bounds.
    Inputs take(const BatchBounds& bounds, Duration wait);
    // Puts back to the front what was taken and not handled, in its order.
    void putBack(Inputs inputs);
    void wake();
    void rest(Duration time); // takes nothing; ends early when woken or closed
    void close(); // take() still hands out what is there
    [[nodiscard]] bool drained() const; // closed and empty
    [[nodiscard]] std::size_t size() const;

private:
    bool add(OwnedInput input);

    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::condition_variable m_room;
    Inputs m_inputs;
    std::deque<AuditInput> m_notes;
    bool m_closed = false;
    bool m_woken = false;
};

} // namespace locus::pipeline
