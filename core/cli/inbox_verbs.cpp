// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/inbox_verbs.h"

#include "core/base/file.h"
#include "core/cli/context.h"
#include "core/cli/letter_output.h"
#include "core/cli/session.h"
#include "core/protocol/dead_letters_messages.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace locus::cli {

namespace {

using dead_letters::LetterState;

constexpr std::size_t largestValue = 10UL * 1024 * 1024;
constexpr std::size_t largestInFrame = 40UL * 1024; // in base64, with the rest of the message

struct InboxOptions
{
    FilterOptions filter;
    std::vector<std::string> ids;
    std::vector<std::string> states;
    int limit = 50;
    bool oldestFirst = false;
    std::string reason;
    std::filesystem::path value;
};

Status list(Context& context, const InboxOptions& options)
{
    protocol::DeadLettersList message;
    LOCUS_TRY_VALUE(filter, filterOf(options.filter));
    message.query.filter = std::move(filter);
    for (const std::string& name : options.states) {
        if (name != "all") {
            message.query.filter.states.push_back(
                dead_letters::letterStateFrom(name).value_or(LetterState::Open));
        }
    }
    message.query.descending = !options.oldestFirst;
    message.query.limit = options.limit;
    LOCUS_TRY_VALUE(session, Session::open(context));
    LOCUS_TRY_VALUE(answer, session->call(message));
    for (const auto& letter : answer.page.items) {
        printLetter(letter, context);
    }
    if (!context.json && answer.page.total) {
        context.out << answer.page.items.size() << " of " << *answer.page.total << '\n';
    }
    return {};
}

Status show(Context& context, const InboxOptions& options)
{
    LOCUS_TRY_VALUE(id, Uuid::parse(options.ids.front()));
    LOCUS_TRY_VALUE(session, Session::open(context));
    LOCUS_TRY_VALUE(answer, session->call(protocol::DeadLettersGet { id }));
    if (context.json) {
        context.out << answer.toJson() << '\n';
    } else {
        printDetail(answer.detail, context);
    }
    return {};
}

Status stats(Context& context, const InboxOptions& options)
{
    protocol::DeadLettersStats message;
    LOCUS_TRY_VALUE(filter, filterOf(options.filter));
    message.filter = std::move(filter);
    message.filter.states = { LetterState::Open };
    LOCUS_TRY_VALUE(session, Session::open(context));
    LOCUS_TRY_VALUE(answer, session->call(message));
    if (context.json) {
        context.out << answer.toJson() << '\n';
    } else {
        printStats(answer.stats, context);
    }
    return {};
}

Status discard(Context& context, const InboxOptions& options)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    for (const std::string& text : options.ids) {
        LOCUS_TRY_VALUE(id, Uuid::parse(text));
        LOCUS_TRY_VALUE(answer,
            session->call(protocol::DeadLettersDiscard { session->newId(), id, options.reason }));
        printChanged(answer, context);
    }
    return {};
}

Status edit(Context& context, const InboxOptions& options)
{
    LOCUS_TRY_VALUE(id, Uuid::parse(options.ids.front()));
    LOCUS_TRY_VALUE(value, readFile(options.value, largestValue));
    LOCUS_TRY_VALUE(session, Session::open(context));
    protocol::DeadLettersEdit message { session->newId(), id, {}, {}, options.reason };
    if (value.size() > largestInFrame) {
        LOCUS_TRY_VALUE(uploaded, session->upload(value));
        message.uploadId = uploaded;
    } else {
        message.value = std::move(value);
    }
    LOCUS_TRY_VALUE(answer, session->call(message));
    printChanged(answer, context);
    return failedAgain(answer);
}

Status reveal(Context& context, const InboxOptions& options)
{
    LOCUS_TRY_VALUE(id, Uuid::parse(options.ids.front()));
    LOCUS_TRY_VALUE(session, Session::open(context));
    LOCUS_TRY_VALUE(answer,
        session->call(protocol::DeadLettersReveal { session->newId(), id, options.reason }));
    if (context.json) {
        context.out << answer.toJson() << '\n';
    } else {
        context.out << answer.content.value.value_or(Bytes()) << '\n';
    }
    return {};
}

} // namespace

void addInboxVerbs(CLI::App& group, Context& context)
{
    auto options = std::make_shared<InboxOptions>();
    const auto verb = [&](const char* name, const char* what,
                          Status (*task)(Context&, const InboxOptions&)) {
        return addVerb(group, context, name, what,
            [options, task](Context& given) { return task(given, *options); });
    };
    const auto ids = [&](CLI::App* added, int most) {
        added->add_option("ID", options->ids, "Dead letter id")->required()->expected(1, most);
    };
    const auto reason = [&](CLI::App* added) {
        added->add_option("--reason", options->reason, "Why; stands in its history")->required();
    };
    CLI::App* listVerb = verb("list", "One line a dead letter, the newest first", list);
    addFilterOptions(*listVerb, options->filter);
    options->states = { "open" };
    listVerb
        ->add_option("--state", options->states,
            "open (default), redriven, discarded, "
            "waiting, all")
        ->delimiter(',')
        ->check(CLI::IsMember({ "open", "redriven", "discarded", "waiting", "all" }));
    listVerb->add_option("--limit", options->limit, "Lines at most")->check(CLI::Range(1, 500));
    listVerb->add_flag("--oldest", options->oldestFirst, "The oldest first");
    ids(verb("show", "One dead letter: place, cause, headers, history; no payload", show), 1);
    addFilterOptions(*verb("stats", "Open dead letters grouped by cause", stats), options->filter);
    CLI::App* discardVerb =
        verb("discard", "Never apply these; what stood behind follows", discard);
    ids(discardVerb, 500);
    reason(discardVerb);
    CLI::App* editVerb =
        verb("edit", "Apply it with another value; the one that came is kept", edit);
    ids(editVerb, 1);
    reason(editVerb);
    editVerb->add_option("--value", options->value, "File with the new value, octet for octet")
        ->required()
        ->type_name("FILE");
    CLI::App* revealVerb =
        verb("reveal", "Its payload, for those who may see it; who and why is kept", reveal);
    ids(revealVerb, 1);
    reason(revealVerb);
}

} // namespace locus::cli
