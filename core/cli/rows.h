// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis.h"
#include "core/base/result.h"

#include <chrono>

namespace locus::cli {

struct Context;
class Session;

// Waits until the analysis has ended, in whatever way.
Status awaitResult(Session& session, const analyses::AnalysisId& id, std::chrono::seconds timeout);

// Prints every result row, page by page; with --json one object a row. Errors: refused
// "analyses.failed" with the analysis's own reason when it ended without a result.
Status printResult(Session& session, const analyses::AnalysisId& id, Context& context);

} // namespace locus::cli
