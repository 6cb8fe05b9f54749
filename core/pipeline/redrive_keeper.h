// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dead_letters/redrive_order.h"
#include "core/pipeline/approval_keeper.h"
#include "core/pipeline/lane_keeper.h"

namespace locus::pipeline {

// The loop's side of dead-letter commands (dead_letter_commands.h) and of redrives of many: what a
// run is and how far it has got. One letter of ours goes to its lane; one that another program
// wrote goes back by a run of its own. A letter is marked in the transaction that applies it, or
// after the broker acknowledged its copy; an earlier one that fails keeps the later ones of its
// lane back. Everything is part of the open transaction. Thread contract: the loop's thread.
class RedriveKeeper
{
public:
    RedriveKeeper(LoopContext& context, InputWork& work, LaneKeeper& lanes);

    [[nodiscard]] static bool handles(std::string_view command);
    Answer onCommand(const Command& command);
    // Of startRun: how many letters, and what would become of them.
    Result<Measured> measure(const Command& command);

private:
    Answer startOrder(const Command& command);
    Result<dead_letters::RedriveRun> start(
        const Command& command, dead_letters::RedriveOrder order);
    Answer onLetter(const Command& command);
    Answer sendBack(const store::DeadLetter& row, const Command& command, BytesView newValue,
        std::string_view reason);
    Status checkTarget(const std::string& topic) const;
    Answer changeState(const Command& command);
    Answer step(const dead_letters::RedriveStep& step);
    Status apply(const dead_letters::RedriveRun& run, const Uuid& letter);
    Status fail(
        const dead_letters::RedriveRun& run, const store::DeadLetter& row, std::string_view code);
    void wakeRunner();

    LoopContext& m_context;
    InputWork& m_work;
    LaneKeeper& m_lanes;
    metrics::Counter& m_failed;
};

} // namespace locus::pipeline
