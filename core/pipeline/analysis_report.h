// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis_messages.h"
#include "core/pipeline/role.h"

#include <optional>
#include <span>

namespace locus::pipeline {

// What the annotator reports, as values: the decider of the same process reads no JSON.
class AnalysisReport final : public Payload
{
public:
    analyses::AnalysisId id;
    // A part of a result.
    std::optional<analyses::ResultHead> head {};
    std::span<const genetics::AnnotationRow> rows {};
    // Or why there is none. Neither of both: the work has started.
    std::optional<analyses::Failure> failure {};
};

} // namespace locus::pipeline
