// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/input_handler.h"
#include "core/pipeline/lanes.h"
#include "core/pipeline/loop_context.h"
#include "core/pipeline/paused_partitions.h"
#include "core/pipeline/positions.h"
#include "core/pipeline/sealing_keeper.h"

#include <atomic>
#include <deque>
#include <optional>

namespace locus::metrics {
class Gauge;
class Histogram;
} // namespace locus::metrics

namespace locus::pipeline {

// The one writer: takes what has arrived, applies it in one transaction, commits, tells the world
// (README.md). step() does one turn and needs no thread, so that a simulator can own the time.
// Thread contract: load() and step() on one thread; submit() and queue() on any.
class CoreLoop final : public CommandPort
{
public:
    explicit CoreLoop(LoopContext context, std::size_t queueCapacity = 20'000);
    ~CoreLoop() override;

    // Reads what the loop must know before its first turn.
    Status load();
    // One turn: waits at most `wait` for work, applies it, commits. True: something was applied.
    // Errors: fatal ones only; nothing of the turn is stored then.
    Result<bool> step(Duration wait);
    // Writes what is only written now and then: relay cursors.
    Status flush();
    // Signs the audit trail as far as it goes: of a record that nobody follows up, and at the end.
    Status signAudit(AuditKeeper::When when = AuditKeeper::When::Due);

    // Tells the senders of commands that are still queued that the core is stopping.
    void refuseRest();

    // While the disk is full: retriable "store.disk_full" at once.
    void submit(Command command, AnswerCallback done) override;
    void note(people::AuditNote note, std::function<void(Status)> done) override;
    InputQueue& queue() { return m_queue; }
    [[nodiscard]] SealingState sealing() const { return m_sealing.state(); }
    // Set while commits fail and are tried again.
    [[nodiscard]] bool isReadOnly() const { return m_readOnly.load(); }

private:
    Duration waitFor(Duration wait) const;
    Inputs gather(Duration wait);
    Status addTimers(Inputs& batch);
    Status transact(Inputs& batch, Inputs& done);
    Status applyAll(Inputs& batch, Inputs& done);
    Result<std::size_t> applyTogether(Inputs& batch, Inputs& done);
    Status applyFirst(Inputs& batch, Inputs& done);
    Status apply(Input& input);
    Status pauseOrFail(RecordInput& input, const Error& error);
    Status writeCursors();
    void published();
    void handOver(AfterCommit& after);
    void reportPositions();
    void giveUp(Inputs& done, Inputs& batch, const Error& error);
    Status offerWaitingJobs();
    Status maintain();

    LoopContext m_context;
    InputQueue m_queue;
    std::size_t m_fit; // about so many inputs a transaction has time for; more would go back
    Positions m_positions;
    Lanes m_lanes;
    PausedPartitions m_paused;
    InputHandler m_handler;
    SealingKeeper m_sealing;

    std::optional<Instant> m_nextTimer;
    bool m_jobsWaiting = true; // in the store, not with the runner
    Instant m_nextJob {}; // postponed; the epoch: none
    std::vector<std::int64_t> m_cursors; // as stored, one an outbox
    Duration m_cursorsWritten {};
    Duration m_reported {};
    Duration m_maintained {};
    Duration m_troubleUntil {};
    int m_troubles = 0; // transactions given up in a row
    std::atomic<bool> m_readOnly { false };
    metrics::Histogram& m_commitTime;
    metrics::Histogram& m_batchSize;
    metrics::Gauge& m_readOnlyGauge;
};

} // namespace locus::pipeline
