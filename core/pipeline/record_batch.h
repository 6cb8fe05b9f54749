// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/paused_partitions.h"
#include "core/pipeline/positions.h"
#include "core/pipeline/record_handler.h"

#include <deque>

namespace locus::pipeline {

// Hands consecutive records to a role that wants several at once (Role::batchSize), behind one
// savepoint. If they fail, all is undone and each comes again by itself, so that only the bad one
// parks its lane. Thread contract: the loop's thread.
class RecordBatch
{
public:
    RecordBatch(LoopContext& context, const Lanes& lanes, InputWork& work, RecordHandler& records);

    // Applies the first inputs together; how many. 0: nothing was done, the first goes by itself.
    // Errors: those that end the transaction.
    Result<std::size_t> apply(
        Inputs& inputs, const Positions& positions, const PausedPartitions& paused);
    void forget() { m_single = 0; } // the transaction was undone

private:
    struct Run
    {
        Role* role = nullptr;
        std::size_t inputs = 0; // also those that nobody wants
        std::vector<Incoming> wanted;
    };
    bool extend(Run& run, Input& input, const Positions& positions, const PausedPartitions& paused);
    Status give(const Run& run, Effects& effects);

    LoopContext& m_context;
    const Lanes& m_lanes;
    InputWork& m_work;
    RecordHandler& m_records;
    bool m_wanted = false; // some role takes batches
    std::size_t m_single = 0; // of a batch that failed, still to go by themselves
};

} // namespace locus::pipeline
