// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/rows.h"

#include "core/cli/context.h"
#include "core/cli/output.h"
#include "core/cli/session.h"
#include "core/protocol/analyses_messages.h"
#include "core/protocol/annotation_row.h"

#include <ostream>

namespace locus::cli {

namespace {

bool hasEnded(analyses::State state)
{
    return state != analyses::State::Requested && state != analyses::State::Running;
}

Result<analyses::Summary> summaryOf(Session& session, const analyses::AnalysisId& id)
{
    protocol::AnalysesGet get;
    get.analysisId = id;
    LOCUS_TRY_VALUE(answer, session.call(get));
    return answer.detail.summary;
}

} // namespace

Status awaitResult(Session& session, const analyses::AnalysisId& id, std::chrono::seconds timeout)
{
    const auto ended = [&]() -> Result<bool> {
        LOCUS_TRY_VALUE(summary, summaryOf(session, id));
        return hasEnded(summary.state);
    };
    return session.follow(QStringLiteral("analyses"), ended, timeout);
}

Status printResult(Session& session, const analyses::AnalysisId& id, Context& context)
{
    LOCUS_TRY_VALUE(summary, summaryOf(session, id));
    protocol::AnalysesRows ask;
    ask.analysisId = id;
    std::int64_t total = 1;
    while (ask.firstRow < total) {
        LOCUS_TRY_VALUE(answer, session.call(ask));
        for (const genetics::AnnotationRow& row : answer.page.rows) {
            if (context.json) {
                context.out << protocol::rowToJson(row) << '\n';
            } else {
                printRow(row, context.out);
            }
        }
        total = answer.page.total;
        ask.firstRow += static_cast<std::int64_t>(answer.page.rows.size());
        if (answer.page.rows.empty()) {
            break;
        }
    }
    if (summary.state == analyses::State::Failed) {
        return refused("analyses.failed",
            "the analysis failed (" + summary.failureCode + "): " + summary.failureReason);
    }
    return {};
}

} // namespace locus::cli
