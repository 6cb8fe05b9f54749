// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/events/wire_decoder.h"
#include "core/pipeline/effects.h"
#include "core/pipeline/failure_class.h"
#include "core/pipeline/lanes.h"
#include "core/pipeline/loop_context.h"
#include "core/pipeline/positions.h"

#include <functional>
#include <optional>
#include <vector>

namespace locus::metrics {
class Counter;
}

namespace locus::pipeline {

// What is to be done once the open transaction is on the disk.
struct AfterCommit
{
    std::vector<std::pair<AnswerCallback, Answer>> answers;
    std::vector<Change> changes;
    std::vector<store::Job> jobs;
    std::int64_t appended = 0;
    bool outboxGrew = false;
    bool timersTouched = false;
    bool jobsPostponed = false;
};

// Applies one input to the open transaction, each behind a savepoint of its own. Thread contract:
// the loop's thread.
class InputHandler
{
public:
    InputHandler(LoopContext& context, Positions& positions, Lanes& lanes);

    // Ok: applied, parked, refused or skipped. Errors: retriable of a record (nothing was done,
    // its partition must wait), "store.*" (give the transaction up), fatal.
    Status handle(RecordInput& input);
    Status handle(CommandInput& input);
    Status handle(JobInput& input);
    Status handle(TimerInput& input);

    AfterCommit& after() { return m_after; }
    void forget(); // the transaction was undone

private:
    using Work = std::function<Status(Effects&)>;
    // Runs `work` behind a savepoint; its error undoes it and comes back.
    Status guarded(const Work& work);
    Status dispatch(const RecordInput& input, const events::Envelope& event);
    Status park(const RecordInput& input, const std::string& lane, const Error& error,
        std::string_view handler);
    Answer answer(const Command& command);
    Status finishJob(const JobOutcome& outcome, Role* role);
    Role* roleForJob(std::string_view kind) const;

    LoopContext& m_context;
    Positions& m_positions;
    Lanes& m_lanes;
    events::WireDecoder m_decoder;
    AfterCommit m_after;
    std::string m_failedIn; // role whose handler failed last
    metrics::Counter& m_parked;
    metrics::Counter& m_records;
    metrics::Counter& m_duplicates;
};

} // namespace locus::pipeline
