// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/approval_keeper.h"

#include "core/base/clock.h"
#include "core/base/json_writer.h"
#include "core/people/permissions.h"
#include "core/pipeline/delegation_role.h"

#include <algorithm>
#include <array>

namespace locus::pipeline {

using people::Approval;
using people::ApprovalId;
using people::ApprovalState;
using people::FourEyes;

namespace {

constexpr std::array commands { people::approveApproval, people::rejectApproval,
    people::withdrawApproval };
constexpr int accountsAtOnce = 500;

Uuid timerOf(const ApprovalId& id)
{
    return deriveUuid(id.uuid(), "expires");
}

Command wantedBy(const Approval& approval)
{
    Command command;
    command.id = approval.commandId;
    command.name = approval.method;
    command.body = approval.params;
    command.actor = approval.asker;
    command.onBehalfOf = approval.onBehalfOf;
    command.expectedVersion = approval.expectedVersion;
    command.seen = { approval.askerRoles, approval.askerAddress, approval.reason, approval.entity,
        approval.subject };
    return command;
}

Bytes answerFor(const Approval& approval, std::string_view message)
{
    JsonWriter out;
    out.beginObject().key("approvalId").string(approval.id.toString());
    out.key("state").string(toString(approval.state)).member("outcome", approval.outcome);
    return std::move(out.member("message", message).endObject()).take();
}

} // namespace

ApprovalKeeper::ApprovalKeeper(LoopContext& context, InputWork& work)
    : m_context(context)
    , m_work(work)
{ }

void ApprovalKeeper::measure(std::string_view command, Measure measure)
{
    m_measures.insert_or_assign(std::string(command), std::move(measure));
}

Result<std::optional<Measured>> ApprovalKeeper::measured(const Command& command)
{
    if (const auto measure = m_measures.find(command.name); measure != m_measures.end()) {
        LOCUS_TRY_VALUE(found, measure->second(command));
        return std::optional(std::move(found));
    }
    for (const Role* role : m_context.roles) {
        if (role->handles(command.name)) {
            return role->measured(command, m_context.store);
        }
    }
    return std::optional<Measured>();
}

bool ApprovalKeeper::handles(std::string_view command)
{
    return std::find(commands.begin(), commands.end(), command) != commands.end();
}

Result<std::optional<Measured>> ApprovalKeeper::needed(const Command& command)
{
    const FourEyes rule = people::fourEyesFor(command.name);
    const std::int64_t limit = m_context.aloneUpTo;
    if (rule == FourEyes::No || (rule == FourEyes::AboveLimit && limit == INT64_MAX)) {
        return std::optional<Measured>();
    }
    Measured found;
    found.effect = command.name;
    LOCUS_TRY_VALUE(measured, this->measured(command));
    if (measured) {
        found = std::move(*measured);
    }
    const bool isMuch = found.extent > limit || (found.isAll && found.extent > 1);
    return rule == FourEyes::Always || isMuch ? std::optional(std::move(found)) : std::nullopt;
}

Result<bool> ApprovalKeeper::hasSecondPerson(const Command& command)
{
    for (std::string after;;) {
        LOCUS_TRY_VALUE(page, m_context.store.accounts.page(after, accountsAtOnce));
        for (const people::AccountSummary& account : page.items) {
            if (account.kind == people::AccountKind::Person && account.isEnabled()
                && account.user != command.actor && account.user != command.onBehalfOf
                && people::checkPermitted(account.roles, account.user, command.name).ok()) {
                return true;
            }
        }
        if (page.next.empty()) {
            return false;
        }
        after = page.next;
    }
}

Status ApprovalKeeper::store(const Approval& approval)
{
    return m_work.run([&](Effects& effects) -> Status {
        LOCUS_TRY(effects.store().rights.put(rowOf(approval)));
        if (approval.isOpen()) {
            LOCUS_TRY(effects.setTimer({ timerOf(approval.id), approval.expires, approvalTimerRole,
                approval.id.toString() }));
        } else {
            LOCUS_TRY(effects.cancelTimer(timerOf(approval.id)));
        }
        effects.changed("people.approvals", "put", approval.id.toString());
        return {};
    });
}

Result<Approval> ApprovalKeeper::load(const ApprovalId& id)
{
    LOCUS_TRY_VALUE(row, m_context.store.rights.load(people::RightsKind::Approval, id.uuid()));
    if (!row) {
        return notFound("people.unknown_entry", "there is no such request: " + id.toString());
    }
    return people::approvalFrom(*row);
}

Result<std::optional<Error>> ApprovalKeeper::hold(const Command& command)
{
    auto measured = needed(command);
    if (!measured.ok() || !*measured) {
        // What cannot be read or measured refuses itself.
        return measured.ok() || !endsTransaction(measured.error())
            ? Result<std::optional<Error>>(std::nullopt)
            : Result<std::optional<Error>>(measured.error());
    }
    LOCUS_TRY_VALUE(thereIs, hasSecondPerson(command));
    if (!thereIs) {
        return std::optional(refused("people.no_second_person",
            "this needs a second person's approval (" + (*measured)->effect
                + "), and nobody else here has an account with the right to it; an admin can make "
                  "one")
                                 .with("field", command.name));
    }
    Approval approval;
    approval.id = ApprovalId(deriveUuid(command.id, "approval"));
    approval.commandId = command.id;
    approval.method = command.name;
    approval.asker = command.actor;
    approval.askerRoles = command.seen.roles;
    approval.askerAddress = command.seen.address;
    approval.onBehalfOf = command.onBehalfOf;
    approval.entity = command.seen.entity;
    approval.effect = (*measured)->effect;
    approval.extent = (*measured)->extent;
    approval.expectedVersion = command.expectedVersion;
    approval.asked = m_context.clock.now();
    approval.expires = approval.asked + people::approvalKept;
    approval.params = command.body;
    approval.reason = command.seen.reason;
    approval.subject = command.seen.subject;
    LOCUS_TRY(store(approval));
    return std::optional(refused("people.needs_approval",
        "this needs a second person (" + approval.effect
            + "); it waits as a request until somebody else approves it, at most until "
            + toRfc3339(approval.expires))
                             .with("approvalId", approval.id.toString())
                             .with("expiresAt", toRfc3339(approval.expires)));
}

// Who asked may have lost the right since.
Status ApprovalKeeper::checkAsker(const Approval& approval)
{
    LOCUS_TRY_VALUE(asker, m_context.store.accounts.byUser(approval.asker));
    if (!approval.onBehalfOf.empty()) {
        LOCUS_TRY(checkOnBehalf(m_context.store, approval.method, approval.asker,
            approval.onBehalfOf, m_context.clock.now()));
    }
    if (!asker) {
        return {}; // a token's; whoever revoked it can reject this
    }
    if (!asker->shown.isEnabled()) {
        return refused("people.asker_disabled",
            "the account of " + approval.asker + ", who asked for this, was disabled meanwhile");
    }
    return approval.onBehalfOf.empty()
        ? people::checkPermitted(asker->shown.roles, approval.asker, approval.method)
        : Status();
}

Status ApprovalKeeper::checkTarget(const Approval& approval, const Command& wanted)
{
    LOCUS_TRY_VALUE(now, measured(wanted));
    if (!now || (now->extent == approval.extent && now->effect == approval.effect)) {
        return {};
    }
    return refused("people.target_changed",
        "asked for was: " + approval.effect + "; now it would be: " + now->effect
            + ". Look at it again and ask anew");
}

Answer ApprovalKeeper::approve(Approval approval, const Command& command, const CarryOut& carryOut)
{
    Command wanted = wantedBy(approval);
    LOCUS_TRY_VALUE(decided,
        people::decideApproval(
            command.name, std::move(approval), command.actor, {}, m_context.clock.now()));
    Status may = checkAsker(decided);
    if (may.ok()) {
        may = checkTarget(decided, wanted);
    }
    const Answer given = may.ok() ? carryOut(wanted) : Answer(std::move(may).error());
    if (!given.ok() && (given.error().isRetriable() || endsTransaction(given.error()))) {
        return given.error(); // nothing is decided
    }
    decided.outcome = given.ok() ? people::auditOk : given.error().code;
    if (!given.ok()) {
        decided.state = ApprovalState::Failed;
    }
    LOCUS_TRY(store(decided));
    pass(m_context.killPoint, "in_approval");
    return answerFor(decided, given.ok() ? std::string_view() : given.error().message);
}

Answer ApprovalKeeper::onCommand(Command& command, const CarryOut& carryOut)
{
    LOCUS_TRY_VALUE(wish, people::decodeApprovalWish(command.body));
    LOCUS_TRY_VALUE(approval, load(wish.id));
    command.seen.entity = "Approval/" + wish.id.toString();
    command.seen.subject = approval.subject;
    if (command.name != people::withdrawApproval) {
        std::optional<people::Account> approver;
        if (wish.account) {
            LOCUS_TRY_VALUE(found, m_context.store.accounts.load(*wish.account));
            approver = std::move(found);
        }
        LOCUS_TRY(people::checkApprover(approval, approver));
    }
    if (command.name == people::approveApproval) {
        return approve(std::move(approval), command, carryOut);
    }
    LOCUS_TRY_VALUE(decided,
        people::decideApproval(
            command.name, std::move(approval), command.actor, wish.reason, m_context.clock.now()));
    LOCUS_TRY(store(decided));
    return answerFor(decided, {});
}

Status ApprovalKeeper::onTimer(const store::Timer& timer)
{
    LOCUS_TRY_VALUE(id, ApprovalId::parse(timer.body));
    LOCUS_TRY_VALUE(approval, load(id));
    if (!approval.isOpen()) {
        LOCUS_TRY(m_context.store.timers.remove(timer.id));
        return {};
    }
    approval.state = ApprovalState::Expired;
    approval.decidedAt = m_context.clock.now();
    ++approval.version;
    people::AuditNote note { people::AuditKind::System, "people.approvals.expire", approval.asker };
    note.entity = "Approval/" + id.toString();
    note.subject = approval.subject;
    LOCUS_TRY(m_context.store.audit.append(note, m_context.clock.now(), false));
    return store(approval);
}

} // namespace locus::pipeline
