// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/rights_verbs.h"

#include "core/base/text.h"
#include "core/cli/account_verbs.h"
#include "core/cli/context.h"
#include "core/cli/secret_input.h"
#include "core/cli/session.h"
#include "core/protocol/delegation_messages.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace locus::cli {

namespace {

struct RightsOptions
{
    std::string id;
    std::string reason;
    std::string patient;
    std::string finding;
    bool allPatients = false;
    bool withClosed = false;
    std::int64_t minutes = people::longestBreakGlass;
    std::string receiver;
    std::string roles;
    std::vector<std::string> methods;
    std::string from;
    std::string until;
};

using Options = std::shared_ptr<RightsOptions>;

template <typename Answer>
Status done(Context& context, const Answer& answer, const std::string& sentence)
{
    context.out << (context.json ? answer.toJson() : sentence) << '\n';
    return {};
}

// Calls `each` for every entry of all pages.
template <typename List, typename Each>
Status forAll(Context& context, const RightsOptions& options, Each each)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    List request;
    request.openOnly = !options.withClosed;
    do {
        LOCUS_TRY_VALUE(page, session->call(request));
        for (const auto& entry : page.items) {
            each(entry);
        }
        request.after = page.next;
    } while (!request.after.empty());
    return {};
}

Status beginAccess(Context& context, const RightsOptions& options)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    protocol::BreakGlassBegin message;
    message.commandId = session->newId();
    message.reason = options.reason;
    message.patientRef = options.patient;
    message.allPatients = options.allPatients;
    message.minutes = options.minutes;
    LOCUS_TRY_VALUE(code, readSecret("six digits of the second factor", context.err));
    message.code = std::move(code);
    LOCUS_TRY_VALUE(open, session->call(message));
    return done(context, open,
        "emergency access is open for this session until " + toRfc3339(open.until)
            + "; each call under it is recorded and will be reviewed");
}

Status endAccess(Context& context, const RightsOptions& options)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    protocol::BreakGlassEnd message;
    message.commandId = session->newId();
    if (!options.id.empty()) {
        LOCUS_TRY_VALUE(id, people::BreakGlassId::parse(options.id));
        message.breakGlassId = id;
    }
    LOCUS_TRY_VALUE(changed, session->call(message));
    return done(context, changed, "the emergency access is over; its entry waits for a review");
}

Status listAccess(Context& context, const RightsOptions& options)
{
    return forAll<protocol::BreakGlassList>(
        context, options, [&context](const people::BreakGlass& entry) {
            if (context.json) {
                context.out << protocol::BreakGlassPage { { entry }, {}, 1 }.toJson() << '\n';
                return;
            }
            context.out << entry.id.toString() << "  " << entry.user << "  "
                        << (entry.forAll ? std::string("all patients") : entry.patient) << "  "
                        << toRfc3339(entry.begun) << "  " << toString(entry.end)
                        << (entry.ended ? " " + toRfc3339(*entry.ended) : std::string()) << "  "
                        << entry.reason
                        << (entry.reviewedAt ? "  " + entry.reviewer + ": " + entry.finding
                                             : std::string())
                        << '\n';
        });
}

Status reviewAccess(Context& context, const RightsOptions& options)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    LOCUS_TRY_VALUE(id, people::BreakGlassId::parse(options.id));
    LOCUS_TRY_VALUE(changed,
        session->call(protocol::BreakGlassReview { session->newId(), id, options.finding }));
    return done(context, changed, "the entry is closed");
}

void print(const people::Approval& approval, Context& context)
{
    if (context.json) {
        context.out << protocol::ApprovalDetail { approval }.toJson() << '\n';
        return;
    }
    context.out << approval.id.toString() << "  " << toString(approval.state) << "  "
                << approval.method << "  " << approval.effect << "  asked by " << approval.asker
                << " " << toRfc3339(approval.asked)
                << (approval.reason.empty() ? std::string() : ": " + approval.reason) << "  until "
                << toRfc3339(approval.expires)
                << (approval.decidedBy.empty() ? std::string() : "  by " + approval.decidedBy)
                << (approval.decision.empty() ? std::string() : ": " + approval.decision) << '\n';
    if (!approval.params.empty()) {
        context.out << approval.params << '\n';
    }
}

Status listApprovals(Context& context, const RightsOptions& options)
{
    return forAll<protocol::ApprovalsList>(context, options,
        [&context](const people::Approval& approval) { print(approval, context); });
}

Status showApproval(Context& context, const RightsOptions& options)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    LOCUS_TRY_VALUE(id, people::ApprovalId::parse(options.id));
    LOCUS_TRY_VALUE(shown, session->call(protocol::ApprovalsGet { id }));
    print(shown.approval, context);
    return {};
}

template <typename Message> Status decide(Context& context, const RightsOptions& options)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    LOCUS_TRY_VALUE(id, people::ApprovalId::parse(options.id));
    Message message;
    message.commandId = session->newId();
    message.approvalId = id;
    message.reason = options.reason;
    LOCUS_TRY_VALUE(decided, session->call(message));
    if (decided.state == people::ApprovalState::Failed) {
        return refused(decided.outcome, "approved, but not carried out: " + decided.message);
    }
    return done(context, decided, "the request is now: " + std::string(toString(decided.state)));
}

void print(const people::Delegation& delegation, Context& context)
{
    if (context.json) {
        context.out << protocol::DelegationsPage { { delegation }, {}, 1 }.toJson() << '\n';
        return;
    }
    std::vector<std::string> what;
    for (const people::Role role : delegation.roles) {
        what.emplace_back(toString(role));
    }
    what.insert(what.end(), delegation.methods.begin(), delegation.methods.end());
    context.out << delegation.id.toString() << "  " << delegation.receiver << " for "
                << delegation.giver << "  " << (what.empty() ? "everything" : join(what, " "))
                << "  " << toRfc3339(delegation.from) << " to " << toRfc3339(delegation.until)
                << "  " << delegation.reason;
    if (delegation.ended) {
        context.out << "  ended " << toRfc3339(*delegation.ended)
                    << (delegation.endedBy.empty() ? "" : " by ") << delegation.endedBy;
    }
    context.out << '\n';
}

Status listDelegations(Context& context, const RightsOptions& options)
{
    return forAll<protocol::DelegationsList>(
        context, options, [&context](const people::Delegation& one) { print(one, context); });
}

Result<std::optional<Instant>> timeFrom(const std::string& text)
{
    if (text.empty()) {
        return std::optional<Instant>();
    }
    LOCUS_TRY_VALUE(time, parseRfc3339(text));
    return std::optional(time);
}

Status grantDelegation(Context& context, const RightsOptions& options)
{
    protocol::DelegationsGrant message;
    if (!options.roles.empty()) {
        LOCUS_TRY_VALUE(roles, rolesFrom(options.roles));
        message.roles = std::move(roles);
    }
    LOCUS_TRY_VALUE(from, timeFrom(options.from));
    LOCUS_TRY_VALUE(until, timeFrom(options.until));
    LOCUS_TRY_VALUE(session, Session::open(context));
    message.commandId = session->newId();
    message.receiver = options.receiver;
    message.methods = options.methods;
    message.from = from;
    message.until = until;
    message.reason = options.reason;
    LOCUS_TRY_VALUE(changed, session->call(message));
    return done(context, changed,
        options.receiver + " may act for you; end it with: locusctl people delegations revoke "
            + changed.id);
}

Status revokeDelegation(Context& context, const RightsOptions& options)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    LOCUS_TRY_VALUE(id, people::DelegationId::parse(options.id));
    LOCUS_TRY_VALUE(changed, session->call(protocol::DelegationsRevoke { session->newId(), id }));
    return done(context, changed, "the delegation is over");
}

void addBreakGlass(CLI::App& people, Context& context, const Options& options)
{
    CLI::App* group = people.add_subcommand(
        "break-glass", "Emergency access: a clinician's rights for a while, recorded and reviewed");
    group->require_subcommand(1);
    CLI::App* begin = addVerb(*group, context, options, "begin",
        "Open it for the session of --token-file; six digits from standard input", beginAccess);
    begin->add_option("--reason", options->reason, "Why")->required();
    auto* one = begin->add_option("--patient", options->patient, "Reference of one patient");
    begin->add_flag("--all-patients", options->allPatients, "For all patients")->excludes(one);
    begin->add_option("--minutes", options->minutes, "1 to 30; default: 30");
    CLI::App* end = addVerb(*group, context, options, "end", "End it before its time", endAccess);
    end->add_option("ID", options->id, "Another session's, for an admin");
    CLI::App* list =
        addVerb(*group, context, options, "list", "What is open or waits for review", listAccess);
    list->add_flag("--all", options->withClosed, "Also what was reviewed");
    CLI::App* review = addVerb(*group, context, options, "review",
        "Close an entry of somebody else with a finding", reviewAccess);
    review->add_option("ID", options->id, "Of the entry")->required();
    review->add_option("--finding", options->finding, "What the review came to")->required();
}

void addApprovals(CLI::App& people, Context& context, const Options& options)
{
    CLI::App* group =
        people.add_subcommand("approvals", "Requests that wait for a second person's approval");
    group->require_subcommand(1);
    CLI::App* list = addVerb(
        *group, context, options, "list", "One's own and those one may decide", listApprovals);
    list->add_flag("--all", options->withClosed, "Also what was decided");
    CLI::App* reject = addVerb(*group, context, options, "reject", "Say no, with the reason",
        decide<protocol::ApprovalsReject>);
    reject->add_option("--reason", options->reason, "Why not")->required();
    for (CLI::App* verb : {
             addVerb(
                 *group, context, options, "show", "All of one, with its parameters", showApproval),
             addVerb(*group, context, options, "approve",
                 "Approve and carry out; needs a password given lately",
                 decide<protocol::ApprovalsApprove>),
             addVerb(*group, context, options, "withdraw", "Take one's own request back",
                 decide<protocol::ApprovalsWithdraw>),
             reject,
         }) {
        verb->add_option("ID", options->id, "Of the request")->required();
    }
}

void addDelegations(CLI::App& people, Context& context, const Options& options)
{
    CLI::App* group = people.add_subcommand(
        "delegations", "Who acts for whom, for a while and with no more than the giver may do");
    group->require_subcommand(1);
    CLI::App* list =
        addVerb(*group, context, options, "list", "Those given and received", listDelegations);
    list->add_flag("--all", options->withClosed, "Also what is over");
    CLI::App* grant = addVerb(*group, context, options, "grant",
        "Let somebody act for you; needs a password given lately", grantDelegation);
    grant->add_option("USER", options->receiver, "Who acts")->required();
    grant->add_option("--roles", options->roles, "Of your own, with commas; default: all");
    grant->add_option("--method", options->methods,
        "A right as people.roles.list names it; may be given again; default: all");
    grant->add_option("--from", options->from, "RFC 3339; default: now");
    grant->add_option("--until", options->until, "RFC 3339; default: as long as usual here");
    grant->add_option("--reason", options->reason, "Why")->required();
    CLI::App* revoke = addVerb(*group, context, options, "revoke",
        "End one that you gave or received; an admin any", revokeDelegation);
    revoke->add_option("ID", options->id, "Of the delegation")->required();
}

} // namespace

void addRightsVerbs(CLI::App& group, Context& context)
{
    const auto options = std::make_shared<RightsOptions>();
    addBreakGlass(group, context, options);
    addApprovals(group, context, options);
    addDelegations(group, context, options);
}

} // namespace locus::cli
