// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/approval_keeper.h"
#include "core/pipeline/audit_keeper.h"
#include "core/pipeline/failure_class.h"
#include "core/pipeline/redrive_keeper.h"
#include "core/pipeline/positions.h"
#include "core/pipeline/record_batch.h"

namespace locus::pipeline {

// Applies one input to the open transaction, each behind a savepoint of its own. Thread contract:
// the loop's thread.
class InputHandler
{
public:
    InputHandler(
        LoopContext& context, Positions& positions, Lanes& lanes, const PausedPartitions& paused);

    // Ok: applied, parked, refused or skipped. Errors: retriable of a record (nothing was done,
    // its partition must wait), "store.*" (give the transaction up), fatal.
    Status handle(RecordInput& input);
    Status handle(CommandInput& input);
    Status handle(JobInput& input);
    Status handle(TimerInput& input);
    Status handle(RefusedInput& input);
    Status handle(AuditInput& input);
    // Applies the first of these together, if a role takes batches; how many. 0: nothing was done,
    // the first goes by itself.
    Result<std::size_t> handleTogether(Inputs& inputs);

    AfterCommit& after() { return m_work.after(); }
    void forget(); // the transaction was undone

    AuditKeeper& audit() { return m_audit; }
    // Into the open transaction: what the audit trail has to sign now.
    Status signAudit(AuditKeeper::When when = AuditKeeper::When::Due)
    {
        return m_audit.checkpoint(m_work, when);
    }

private:
    Answer answer(Command& command);
    Answer carryOut(Command& command);
    Answer carryOutApproved(Command& command, const std::string& approver);
    Status finishJob(const JobOutcome& outcome, Role* role);
    Role* roleForJob(std::string_view kind) const;

    LoopContext& m_context;
    Positions& m_positions;
    AuditKeeper m_audit;
    InputWork m_work;
    RecordHandler m_records;
    LaneKeeper m_keeper;
    RedriveKeeper m_redrives;
    ApprovalKeeper m_approvals;
    RecordBatch m_batch;
    const PausedPartitions& m_paused;
    metrics::Counter& m_consumed;
};

} // namespace locus::pipeline
