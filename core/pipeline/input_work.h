// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/effects.h"
#include "core/pipeline/lanes.h"
#include "core/pipeline/loop_context.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace locus::pipeline {

// What is to be done once the open transaction is on the disk.
struct AfterCommit
{
    std::vector<std::pair<AnswerCallback, Answer>> answers;
    std::vector<std::function<void()>> told; // whoever waits for the commit alone
    std::vector<Change> changes;
    std::vector<store::Job> jobs;
    std::vector<Uuid> cancelledJobs;
    std::vector<store::LoggedEvent> appended; // events to go out
    bool outboxGrew = false;
    bool erases = false; // keys are to go
    bool timersTouched = false;
    bool jobsPostponed = false;
};

// The transaction as a whole must be given up, or the process: not an input's fault.
bool endsTransaction(const Error& error);

// Runs what inputs do, each piece behind a savepoint of its own, and gathers what follows after the
// commit. A stream that begins wakes the lanes that wait for it. Thread contract: the loop's
// thread.
class InputWork
{
public:
    using Work = std::function<Status(Effects&)>;

    InputWork(LoopContext& context, Lanes& lanes)
        : m_context(context)
        , m_lanes(lanes)
    { }

    // An error of `work` undoes it and comes back; what it throws is poison.
    Status run(const Work& work);
    AfterCommit& after() { return m_after; }
    void forget(); // the transaction was undone

    // The timer that tries a lane again; the same lane, the same timer.
    Status setLaneTimer(const std::string& lane, Instant due);
    Status dropLaneTimer(const std::string& lane);

private:
    Status wake(const std::vector<std::string>& streams);

    LoopContext& m_context;
    Lanes& m_lanes;
    AfterCommit m_after;
};

inline constexpr const char* laneTimerRole = "lanes";

} // namespace locus::pipeline
