// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis.h"
#include "core/base/bytes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace locus::analyses {

// What is asked for (the data of Analysis.Requested).
struct Request
{
    AnalysisId id;
    std::string sessionId;
    Mode mode = Mode::Normal;
    int priority = 5; // 0..9
    std::string format; // as the submitter named it; empty: told by content
    std::string text; // sequence, FASTA, VCF or notations, one a line
    std::string assembly = "GRCh38";
    std::string patientRef;
    std::string label;
    std::string submittedBy;
    std::string resourceProfile;
    bool operator==(const Request&) const = default;
};

enum class ResultStatus : std::uint8_t
{
    Complete,
    Partial, // some rows are not annotated
    Failed
};
std::string_view toString(ResultStatus status); // "complete" "partial" "failed"

// What stands in every part of a result but its rows.
struct ResultHead
{
    AnalysisId id;
    std::string sessionId;
    ResultStatus status = ResultStatus::Complete;
    int part = 1; // 1..parts
    int parts = 1;
    std::optional<Counts> counts; // the last part's
    std::string mostSevere; // worst term of all rows; the last part's
    std::vector<genetics::EngineSource> engines;
    std::int64_t processingMs = 0;
    std::optional<ModelScore> ml;
};

struct ResultPart
{
    ResultHead head;
    std::vector<genetics::AnnotationRow> rows;
};

// Why there is no result (the data of Analysis.Failed). Code "cancelled": a person stopped it.
struct Failure
{
    AnalysisId id;
    std::string sessionId;
    std::string code;
    std::string reason;
    bool retriable = false;
    bool operator==(const Failure&) const = default;
};

} // namespace locus::analyses
