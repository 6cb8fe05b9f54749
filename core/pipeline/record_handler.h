// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/input_work.h"
#include "core/pipeline/record_decoder.h"

#include <string>

namespace locus::metrics {
class Counter;
}

namespace locus::pipeline {

// How a record stands to its lane.
enum class Passage : std::uint8_t
{
    InLine, // behind what the lane holds back; what makes an entity known passes those that wait
    First // it is the lane's first itself
};

inline constexpr const char* laneHeld = "pipeline.lane_parked"; // error code

struct Handled
{
    Status status;
    std::string lane;
    std::string handler; // role that failed, or "decoder"
    bool queued = false; // not tried: its lane is held back
};

// The aggregate, else the record key, else none.
const std::string& laneOf(const bus::Record& record, const events::Envelope& event);

// Decodes a record and gives it to the roles that want it. Thread contract: the loop's thread.
class RecordHandler
{
public:
    RecordHandler(LoopContext& context, const Lanes& lanes, InputWork& work);

    Handled apply(RecordInput& input, Passage passage);
    // Handling it hung twice.
    [[nodiscard]] bool isSuspect(const bus::Record& record) const;

    // For batches: what the record holds, decoded here if its reader has not done it.
    const Result<events::Decoded>& decode(RecordInput& input);
    // Notes the event for the role; false: it was there.
    Result<bool> isFresh(const Role& role, const events::Envelope& event, Instant now);

private:
    Handled applyWhole(RecordInput& input, Passage passage);
    std::string laneWithoutBody(const bus::Record& reference);
    Status dispatch(const bus::Record& record, const events::Envelope& event, Passage passage,
        Handled& handled);
    Status checkLane(const std::vector<Role*>& takers, const Incoming& incoming, Handled& handled);

    LoopContext& m_context;
    const Lanes& m_lanes;
    InputWork& m_work;
    RecordDecoder m_decoder;
    metrics::Counter& m_duplicates;
};

} // namespace locus::pipeline
