// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/context.h"
#include "core/cli/inbox_verbs.h"
#include "core/cli/letter_output.h"
#include "core/cli/session.h"
#include "core/protocol/redrive_messages.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace locus::cli {

namespace {

using dead_letters::RunState;

struct RedriveOptions
{
    FilterOptions filter;
    std::vector<std::string> ids;
    bool all = false;
    bool dryRun = false;
    bool confirmed = false;
    bool wait = false;
    std::string to;
    std::string reason;
    std::int64_t rate = dead_letters::defaultRate;
    int limit = 50;
    int timeoutSeconds = 3600;
};

Result<protocol::DeadLettersRedrive> messageFor(const RedriveOptions& options, Session& session)
{
    protocol::DeadLettersRedrive out;
    out.commandId = session.newId();
    out.isOne = options.ids.size() == 1;
    out.dryRun = options.dryRun;
    out.order.topic = options.to;
    out.order.reason = options.reason;
    out.order.ratePerSecond = options.rate;
    for (const std::string& text : options.ids) {
        LOCUS_TRY_VALUE(id, Uuid::parse(text));
        out.order.selection.ids.push_back(id);
    }
    LOCUS_TRY_VALUE(filter, filterOf(options.filter));
    out.order.selection.filter = std::move(filter);
    return out;
}

Status checkUsage(const RedriveOptions& options)
{
    const bool filtered = !isEmpty(options.filter);
    const int ways = (options.ids.empty() ? 0 : 1) + (filtered ? 1 : 0) + (options.all ? 1 : 0);
    return ways == 1 ? Status()
                     : Status(invalid("usage",
                         "say which: one or more ids, or a filter (--topic, --cause, ...), or "
                         "--all"));
}

Status awaitEnd(Session& session, const Uuid& id, const RedriveOptions& options, Context& context)
{
    protocol::DeadLettersRun message;
    message.runId = id;
    message.limit = 1;
    std::optional<dead_letters::RedriveRun> last;
    LOCUS_TRY(session.follow(
        QStringLiteral("deadLetters"),
        [&]() -> Result<bool> {
            LOCUS_TRY_VALUE(answer, session.call(message));
            last = answer.detail.run;
            return last->state != RunState::Running;
        },
        std::chrono::seconds(options.timeoutSeconds)));
    printRun(*last, context);
    if (last->failed + last->skipped > 0 || last->state != RunState::Done) {
        return refused("dead_letters.not_all_redriven",
            "not all were redriven; locusctl dead-letters run " + id.toString() + " tells which");
    }
    return {};
}

void printAnswer(const protocol::RedriveAnswer& answer, Context& context)
{
    if (context.json) {
        context.out << answer.toJson() << '\n';
    } else if (answer.plan) {
        printPlan(*answer.plan, context);
    } else if (answer.letter) {
        printChanged(*answer.letter, context);
    } else if (answer.run) {
        context.out << answer.run->runId.toString() << "  " << toString(answer.run->state) << "  "
                    << answer.run->letters << " letters\n";
    }
}

Status redrive(Context& context, const RedriveOptions& options)
{
    LOCUS_TRY(checkUsage(options));
    LOCUS_TRY_VALUE(session, Session::open(context));
    LOCUS_TRY_VALUE(message, messageFor(options, *session));
    const bool mustConfirm = options.ids.empty() && !options.confirmed;
    message.dryRun |= mustConfirm;
    LOCUS_TRY_VALUE(answer, session->call(message));
    printAnswer(answer, context);
    if (mustConfirm && !options.dryRun) {
        return refused("dead_letters.not_confirmed",
            "nothing was redriven: add --yes to do this to all of them");
    }
    const std::optional<Uuid> run = answer.run ? std::optional(answer.run->runId)
        : answer.letter                        ? answer.letter->runId
                                               : std::nullopt;
    if (answer.letter && !run) {
        return failedAgain(*answer.letter);
    }
    return run && options.wait ? awaitEnd(*session, *run, options, context) : Status();
}

Status runs(Context& context, const RedriveOptions& options)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    protocol::DeadLettersRuns message;
    message.limit = options.limit;
    LOCUS_TRY_VALUE(answer, session->call(message));
    for (const auto& run : answer.page.items) {
        printRun(run, context);
    }
    return {};
}

// The run, then a line a letter.
Status showRun(Context& context, const RedriveOptions& options)
{
    LOCUS_TRY_VALUE(id, Uuid::parse(options.ids.front()));
    LOCUS_TRY_VALUE(session, Session::open(context));
    protocol::DeadLettersRun message;
    message.runId = id;
    do {
        LOCUS_TRY_VALUE(answer, session->call(message));
        if (message.after == 0) {
            printRun(answer.detail.run, context);
        }
        for (const dead_letters::RunItem& item : answer.detail.items) {
            if (context.json) {
                context.out << protocol::itemToJson(item) << '\n';
            } else {
                context.out << "  " << item.letter.toString() << "  " << toString(item.state)
                            << "  " << item.result << meaningOf(item.result) << '\n';
            }
        }
        message.after = answer.detail.next;
    } while (message.after != 0);
    return {};
}

template <typename Message> Status change(Context& context, const RedriveOptions& options)
{
    LOCUS_TRY_VALUE(id, Uuid::parse(options.ids.front()));
    LOCUS_TRY_VALUE(session, Session::open(context));
    Message message;
    message.commandId = session->newId();
    message.runId = id;
    LOCUS_TRY_VALUE(answer, session->call(message));
    if (context.json) {
        context.out << answer.toJson() << '\n';
    } else {
        context.out << answer.runId.toString() << "  " << toString(answer.state) << "  of "
                    << answer.letters << " letters\n";
    }
    return {};
}

void addRedriveOptions(CLI::App& verb, RedriveOptions& options)
{
    verb.add_option("ID", options.ids, "Dead letter ids")->expected(0, 500);
    addFilterOptions(verb, options.filter);
    verb.add_flag("--all", options.all, "Every open dead letter");
    verb.add_flag("--dry-run", options.dryRun,
        "Only tell how many would go where, which topic is not there, and what would fail");
    verb.add_flag("--yes", options.confirmed,
        "Do it: with --all or a filter nothing is redriven without this; ids need it not");
    verb.add_flag("--wait", options.wait,
        "Until the redrive is done, paused or cancelled; exit code 1 if not all were redriven");
    verb.add_option("--timeout", options.timeoutSeconds, "With --wait: seconds at most")
        ->check(CLI::Range(1, 86'400))
        ->capture_default_str();
    verb.add_option("--to", options.to,
            "Send copies to this topic, which must exist, instead of applying the letters here")
        ->type_name("TOPIC");
    verb.add_option("--rate", options.rate, "Letters a second")
        ->check(CLI::Range(std::int64_t { 1 }, dead_letters::fastestRate))
        ->capture_default_str();
    verb.add_option("--reason", options.reason, "Why; stands with the redrive");
    verb.footer(
        "Say which: ids, or a filter, or --all. One id without --to is applied at once; all "
        "else becomes a redrive of its own that goes on in the core, also after a restart: "
        "its id is printed, `dead-letters run ID` tells how far it is.\n"
        "Letters of one lane go in their order; when one fails, the later ones of its lane "
        "are skipped and stay open. What failed or was skipped can be redriven again.");
}

constexpr const char* runFooter =
    "States of a redrive: running; paused (it holds its letters until resumed or cancelled, also "
    "over a restart); done (each letter is redriven, failed or skipped); cancelled (for good: what "
    "was to come is skipped and open for another redrive).";

} // namespace

void addRedriveVerbs(CLI::App& group, Context& context)
{
    auto options = std::make_shared<RedriveOptions>();
    const auto verb = [&](const char* name, const char* what,
                          Status (*task)(Context&, const RedriveOptions&)) {
        return addVerb(group, context, name, what,
            [options, task](Context& given) { return task(given, *options); });
    };
    const auto withRun = [&](CLI::App* added) {
        added->add_option("RUN", options->ids, "Id of the redrive, as redrive and runs print it")
            ->required()
            ->expected(1);
    };
    addRedriveOptions(
        *verb("redrive",
            "Apply dead letters again, or send copies elsewhere, in their order and at "
            "a pace",
            redrive),
        *options);
    CLI::App* const list = verb("runs", "Redrives, the newest first, and how far each is", runs);
    list->add_option("--limit", options->limit, "Lines at most")
        ->check(CLI::Range(1, 500))
        ->capture_default_str();
    list->footer(runFooter);
    CLI::App* const one = verb("run", "One redrive, the fate of each letter and why", showRun);
    withRun(one);
    one->footer(runFooter);
    withRun(verb("pause", "Send nothing more of a redrive until it is resumed",
        change<protocol::DeadLettersPauseRun>));
    withRun(verb("resume", "Go on with a paused redrive", change<protocol::DeadLettersResumeRun>));
    withRun(verb("cancel",
        "End a redrive for good: what was sent stays sent, the rest stays open for another one",
        change<protocol::DeadLettersCancelRun>));
}

} // namespace locus::cli
