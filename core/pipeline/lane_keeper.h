// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/input_queue.h"
#include "core/pipeline/record_handler.h"

#include <map>
#include <string>
#include <string_view>

namespace locus::pipeline {

// Keeps the records that are held back, in one table: dead letters, which wait for a person
// (dead_letter_commands.h), and records that wait for an entity, which a timer and the entity's
// arrival try again. A lane is tried from its first row on, in order, each row behind a savepoint.
// Everything it does is part of the open transaction. Thread contract: the loop's thread.
class LaneKeeper
{
public:
    LaneKeeper(LoopContext& context, Lanes& lanes, InputWork& work, RecordHandler& records);

    // Stores a record that was not applied: it waits if it can, else it is parked.
    Status hold(const RecordInput& input, const Handled& handled);
    // A dead letter that another program wrote: filed as it stands, for people to decide.
    Status file(const bus::Record& record);
    // A row of ours that the bus will never take: a dead letter of no lane.
    Status holdRefused(const RefusedInput& input);
    // The timer of a lane.
    Status tryLane(const std::string& lane);

    [[nodiscard]] static bool handles(std::string_view command);
    Answer onCommand(const Command& command);
    // Another value from now on; the one that came stays in the row.
    Status keepEdit(const store::DeadLetter& row, const Command& command, BytesView encoded,
        std::string_view reason);
    // For redrives of many: as the command; the row as it is now.
    Result<store::DeadLetter> redriveLetter(const Uuid& id, std::string_view actor);
    // A copy of it was acknowledged elsewhere, at `place`: it is done here.
    Status closeSent(store::DeadLetter row, std::string_view actor, const std::string& place);

private:
    using Letter = store::DeadLetter;

    Status add(const Letter& letter);
    // True: applied. False: tried in vain, the row says why. Errors end the transaction or, of a
    // row that is not the lane's first, refuse.
    Result<bool> attempt(Letter& row, Passage passage, std::string_view actor);
    Status closeApplied(const Letter& row, std::string_view actor);
    Status keepFailed(Letter& row, const Handled& handled, std::string_view actor);
    // What waits in the lane of a parked row becomes dead letters behind it.
    Status parkBehind(const Letter& first);
    Handled publishAgain(const Letter& row);
    // Makes memory and timer agree with the lane's first row; `due`: when it may be tried.
    Status settle(const std::string& lane, Instant due);
    Instant nextTry(const Letter& row);
    Status redrive(Letter& row, std::string_view actor);
    Answer edit(Letter row, const Command& command, BytesView encoded, std::string_view reason);
    Answer reveal(const Letter& row, const Command& command, std::string_view reason);
    Answer discard(Letter row, const Command& command, std::string_view reason);
    Answer answerFor(const Letter& row) const;
    Status note(const Uuid& letter, std::string_view actor, const char* action, std::string reason);
    metrics::Counter& parkedBy(const std::string& code);
    void countParked(const Letter& row);

    LoopContext& m_context;
    Lanes& m_lanes;
    InputWork& m_work;
    RecordHandler& m_records;
    std::map<std::string, metrics::Counter*> m_parked; // by error code
    metrics::Counter& m_waited;
    metrics::Counter& m_redriven;
    metrics::Counter& m_failedAgain;
};

} // namespace locus::pipeline
