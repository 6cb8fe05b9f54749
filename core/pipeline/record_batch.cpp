// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/record_batch.h"

#include "core/pipeline/bodies.h"

#include <algorithm>

namespace locus::pipeline {

RecordBatch::RecordBatch(
    LoopContext& context, const Lanes& lanes, InputWork& work, RecordHandler& records)
    : m_context(context)
    , m_lanes(lanes)
    , m_work(work)
    , m_records(records)
    , m_wanted(!context.oneByOne
          && std::any_of(context.roles.begin(), context.roles.end(),
              [](const Role* role) { return role->batchSize() > 1; }))
{ }

Result<std::size_t> RecordBatch::apply(
    Inputs& inputs, const Positions& positions, const PausedPartitions& paused)
{
    if (m_single > 0) {
        --m_single;
        return std::size_t { 0 };
    }
    if (!m_wanted) {
        return std::size_t { 0 };
    }
    Run run;
    while (run.inputs < inputs.size()
        && (run.role == nullptr || run.wanted.size() < run.role->batchSize())
        && extend(run, *inputs[run.inputs], positions, paused)) {
        ++run.inputs;
    }
    if (run.wanted.size() < 2) {
        return std::size_t { 0 };
    }
    const Status done = m_work.run([&](Effects& effects) { return give(run, effects); });
    if (done.ok()) {
        return run.inputs;
    }
    if (endsTransaction(done.error())) {
        return done.error();
    }
    m_single = run.inputs - 1; // and this one
    return std::size_t { 0 };
}

// False: the run ends before this input.
bool RecordBatch::extend(
    Run& run, Input& input, const Positions& positions, const PausedPartitions& paused)
{
    auto* const in = std::get_if<RecordInput>(&input);
    if (in == nullptr || in->attempts > 0 || paused.holds(in->record.at)
        || m_context.deadLetterTopics.contains(in->record.at.topic)
        || m_records.isSuspect(in->record) || isReference(in->record)) {
        return false;
    }
    if (positions.isPast(in->record)) {
        return true;
    }
    const auto& decoded = m_records.decode(*in);
    if (!decoded.ok()) {
        return false;
    }
    if (!decoded->envelope) {
        return true;
    }
    const events::Envelope& event = *decoded->envelope;
    const Incoming incoming { event, m_context.topics.logical(in->record.at.topic), &in->record };
    Role* taker = nullptr;
    for (Role* role : m_context.roles) {
        if (role->wants(incoming)) {
            if (taker != nullptr) {
                return false; // one event, one savepoint for all who want it
            }
            taker = role;
        }
    }
    if (taker == nullptr) {
        return true;
    }
    if (taker->batchSize() <= 1 || (run.role != nullptr && run.role != taker)
        || m_lanes.heldOf(laneOf(in->record, event)) != nullptr) {
        return false;
    }
    run.role = taker;
    run.wanted.push_back(incoming);
    return true;
}

Status RecordBatch::give(const Run& run, Effects& effects)
{
    std::vector<Incoming> fresh;
    for (const Incoming& incoming : run.wanted) {
        LOCUS_TRY_VALUE(isFresh, m_records.isFresh(*run.role, incoming.event, effects.now()));
        if (isFresh) {
            fresh.push_back(incoming);
        }
    }
    return fresh.empty() ? Status() : run.role->onBatch(fresh, effects);
}

} // namespace locus::pipeline
