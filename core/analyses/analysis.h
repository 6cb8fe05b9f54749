// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/uuid.h"
#include "core/genetics/annotation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace locus::analyses {

using AnalysisId = Id<struct AnalysisTag>;

// Chooses topic, batch size and priority; never delays on purpose.
enum class Mode : std::uint8_t
{
    Normal,
    BigData,
    NodeScale,
    LagDemo
};

// requested -> running -> completed | partial | failed; requested or running -> cancelled; failed,
// partial or cancelled -> requested (retry).
enum class State : std::uint8_t
{
    Requested,
    Running,
    Completed,
    Partial,
    Failed,
    Cancelled
};

struct Counts
{
    std::int64_t variants = 0;
    std::int64_t annotated = 0;
    std::int64_t notAnnotated = 0;
};

struct ModelScore
{
    std::string model;
    std::string version;
    double latencyMs = 0;
};

// What a list shows of one analysis.
struct Summary
{
    AnalysisId id;
    State state = State::Requested;
    Mode mode = Mode::Normal;
    int priority = 5; // 0 lowest .. 9 highest
    std::string assembly;
    std::string patientRef; // opaque id; the directory of people gives it a label
    std::string label; // what the submitter called it; may be empty
    std::string submittedBy;
    Instant submittedAt;
    Instant changedAt;
    Counts counts;
    std::string mostSevere; // worst term on the displayed transcripts; empty while unknown
    std::string reviewer;
    std::string failureCode; // set when failed
    std::string failureReason;
    std::uint64_t version = 0; // of the stream; expectedVersion of the next command
};

struct Detail
{
    Summary summary;
    std::string inputText; // as submitted
    std::vector<genetics::EngineSource> engines;
    std::int64_t processingMs = 0;
    std::optional<ModelScore> model; // none: "no score"
};

std::string_view toString(Mode mode); // "normal" "big-data" "node-scale" "lag-demo"
std::string_view toString(State state); // "requested" ...
std::optional<Mode> modeFrom(std::string_view text); // also "bigdata", "kafka-lag"
std::optional<State> stateFrom(std::string_view text);

} // namespace locus::analyses
