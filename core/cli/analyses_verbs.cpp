// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/context.h"
#include "core/cli/output.h"
#include "core/cli/rows.h"
#include "core/cli/session.h"
#include "core/protocol/analyses_messages.h"
#include "core/protocol/filter_text.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace locus::cli {

namespace {

struct AnalysesOptions
{
    std::string id;
    std::string filter;
    std::string sort = "-submittedAt";
    int limit = 50;
    std::string reason;
};

Status list(Context& context, const AnalysesOptions& options)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    protocol::AnalysesList message;
    message.filter = options.filter;
    message.query.limit = options.limit;
    LOCUS_TRY(protocol::applySort(options.sort, message.query));
    LOCUS_TRY_VALUE(answer, session->call(message));
    for (const analyses::Summary& summary : answer.page.items) {
        if (context.json) {
            context.out << protocol::summaryToJson(summary) << '\n';
        } else {
            printSummary(summary, context.out);
        }
    }
    if (!context.json && answer.page.total) {
        context.out << answer.page.items.size() << " of " << *answer.page.total << '\n';
    }
    return {};
}

Status show(Context& context, const AnalysesOptions& options)
{
    LOCUS_TRY_VALUE(id, analyses::AnalysisId::parse(options.id));
    LOCUS_TRY_VALUE(session, Session::open(context));
    protocol::AnalysesGet get;
    get.analysisId = id;
    LOCUS_TRY_VALUE(answer, session->call(get));
    if (!context.json) {
        printSummary(answer.detail.summary, context.out);
    }
    return printResult(*session, id, context);
}

template <typename Message>
Status change(Context& context, const AnalysesOptions& options, Message message)
{
    LOCUS_TRY_VALUE(id, analyses::AnalysisId::parse(options.id));
    LOCUS_TRY_VALUE(session, Session::open(context));
    message.commandId = session->newId();
    message.analysisId = id;
    LOCUS_TRY_VALUE(answer, session->call(message));
    context.out << answer.toJson() << '\n';
    return {};
}

Status cancel(Context& context, const AnalysesOptions& options)
{
    protocol::AnalysesCancel message;
    message.reason = options.reason;
    return change(context, options, std::move(message));
}

Status retry(Context& context, const AnalysesOptions& options)
{
    return change(context, options, protocol::AnalysesRetry());
}

} // namespace

void addAnalysesVerbs(CLI::App& app, Context& context)
{
    CLI::App* group = app.add_subcommand("analyses", "List, show, cancel and retry analyses");
    group->require_subcommand(1);
    auto options = std::make_shared<AnalysesOptions>();
    const auto verb = [&](const char* name, const char* what,
                          Status (*task)(Context&, const AnalysesOptions&)) {
        return addVerb(*group, context, name, what,
            [options, task](Context& given) { return task(given, *options); });
    };
    CLI::App* listVerb = verb("list", "One line an analysis", list);
    listVerb->add_option(
        "FILTER", options->filter, "As in the console: state:failed mode:big-data mine text");
    listVerb->add_option(
        "--sort", options->sort, "submittedAt, changedAt, state, ...; - before it: descending");
    listVerb->add_option("--limit", options->limit, "Rows at most")->check(CLI::Range(1, 500));
    const auto withId = [&](CLI::App* added) {
        added->add_option("ID", options->id, "Analysis id")->required();
    };
    withId(verb("show", "State and result rows of one analysis", show));
    CLI::App* cancelVerb = verb("cancel", "Stop an analysis that has not ended", cancel);
    withId(cancelVerb);
    cancelVerb->add_option("--reason", options->reason, "Why; stands in the history")->required();
    withId(verb("retry", "Annotate again what failed, was partial or cancelled", retry));
}

} // namespace locus::cli
