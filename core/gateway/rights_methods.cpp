// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/uuid.h"
#include "core/gateway/command_sender.h"
#include "core/gateway/emergency.h"
#include "core/gateway/method_handlers.h"
#include "core/gateway/methods.h"
#include "core/gateway/own_account.h"
#include "core/gateway/sign_in_pauses.h"
#include "core/people/permissions.h"
#include "core/protocol/delegation_messages.h"
#include "core/protocol/rights_messages.h"

namespace locus::gateway {

using people::Approval;
using people::RightsKind;
using people::RightsState;

namespace {

template <typename Read> auto withRights(Read read)
{
    return [read = std::move(read)](ReadPorts& ports) -> Result<Bytes> {
        if (!ports.rights) {
            return notFound("gateway.no_accounts", "this core keeps no accounts");
        }
        return read(*ports.rights);
    };
}

RightsState leastOf(const protocol::RightsQuery& query)
{
    return query.openOnly ? RightsState::Waiting : RightsState::Over;
}

// A page of rows as values; `keep` says which of them the caller sees.
template <typename Page, typename Decode, typename Keep>
Result<Bytes> pageOf(people::RightsReader& rights, RightsKind kind,
    const protocol::RightsQuery& query, Decode decode, Keep keep)
{
    LOCUS_TRY_VALUE(rows, rights.list(kind, leastOf(query), query.after, query.limit));
    Page page;
    page.next = rows.next;
    page.total = rows.total;
    for (const people::RightsRow& row : rows.items) {
        LOCUS_TRY_VALUE(entry, decode(row));
        if (keep(entry)) {
            page.items.push_back(std::move(entry));
        }
    }
    return page.toJson();
}

void send(const RightsServices& parts, const Call& call, const Uuid& commandId, Bytes body,
    const Reply& reply)
{
    parts.commands.send(
        { commandId, call.method, std::move(body), call.principal.user, {}, &call }, reply);
}

Error pausedCode(Duration wait)
{
    const auto ms = std::chrono::ceil<std::chrono::milliseconds>(wait).count();
    return refused("people.bad_code",
        "this is not the code of now, or codes were wrong too often; wait and enter the six digits "
        "that the authenticator shows then")
        .with("field", "code")
        .with("retryAfterMs", std::to_string(ms));
}

// Six digits can be guessed: who is wrong waits, longer each time.
void begin(const RightsServices& parts, const std::shared_ptr<SignInPauses>& pauses,
    const Call& call, const protocol::BreakGlassBegin& message, const people::AccountId& account,
    const Reply& reply)
{
    const std::string user = call.principal.user;
    if (const Duration wait = pauses->begin(user); wait > Duration(0)) {
        reply(pausedCode(wait));
        return;
    }
    people::BreakGlassWish wish;
    wish.account = account;
    wish.session = call.principal.tokenId;
    wish.patient = message.patientRef;
    wish.forAll = message.allPatients;
    wish.reason = message.reason;
    wish.code = message.code;
    wish.minutes = message.minutes;
    send(parts, call, message.commandId, people::encodeBreakGlassWish(wish),
        [parts, pauses, user, session = wish.session, reply](Result<Bytes> answer) {
            if (!answer.ok()) {
                const bool isWrong = answer.error().code == "people.bad_code";
                const Duration wait = isWrong ? pauses->fail(user, 0) : Duration(0);
                if (!isWrong) {
                    pauses->leave(user);
                }
                reply(isWrong ? Result<Bytes>(pausedCode(wait)) : std::move(answer));
                return;
            }
            pauses->succeed(user);
            const auto open = protocol::BreakGlassOpen::fromJson(*answer);
            if (open.ok() && parts.sessions.holds(session)) {
                parts.sessions.openOverlay(
                    session, { open->breakGlassId.toString(), open->patientRef, open->until });
            } else if (open.ok()) {
                parts.emergency.close(open->breakGlassId, people::BreakGlassEnd::SessionOver, user);
            }
            reply(std::move(answer));
        });
}

void end(const RightsServices& parts, const Call& call, const protocol::BreakGlassEnd& message,
    const Reply& reply)
{
    people::BreakGlassWish wish;
    wish.id = message.breakGlassId;
    if (!wish.id || !call.principal.has(people::Role::Admin)) {
        wish.session = call.principal.tokenId;
    }
    send(parts, call, message.commandId, people::encodeBreakGlassWish(wish),
        [parts, reply](Result<Bytes> answer) {
            if (answer.ok()) {
                if (const auto changed = protocol::RightsChanged::fromJson(*answer); changed.ok()) {
                    parts.sessions.closeOverlay(changed->id);
                }
            }
            reply(std::move(answer));
        });
}

void addBreakGlass(RpcTable& table, const RightsServices& parts)
{
    const auto pauses = std::make_shared<SignInPauses>(parts.clock);
    table.add(protocol::BreakGlassBegin::method,
        decoding<protocol::BreakGlassBegin>(
            [parts, pauses](
                const Call& call, const protocol::BreakGlassBegin& message, const Reply& reply) {
                withOwnAccount(parts.sessions, call, reply, [&](const people::AccountId& account) {
                    begin(parts, pauses, call, message, account, reply);
                });
            }));
    table.add(protocol::BreakGlassEnd::method,
        decoding<protocol::BreakGlassEnd>(
            [parts](const Call& call, const protocol::BreakGlassEnd& message, const Reply& reply) {
                end(parts, call, message, reply);
            }));
    table.add(protocol::BreakGlassReview::method,
        decoding<protocol::BreakGlassReview>(
            [parts](
                const Call& call, const protocol::BreakGlassReview& message, const Reply& reply) {
                people::BreakGlassWish wish;
                wish.id = message.breakGlassId;
                wish.finding = message.finding;
                send(parts, call, message.commandId, people::encodeBreakGlassWish(wish), reply);
            }));
    table.add(protocol::BreakGlassList::method,
        decoding<protocol::BreakGlassList>(
            [parts](const Call&, const protocol::RightsQuery& query, const Reply& reply) {
                readAndReply(parts.reader, withRights([query](people::RightsReader& rights) {
                    return pageOf<protocol::BreakGlassPage>(rights, RightsKind::BreakGlass, query,
                        people::breakGlassFrom, [](const auto&) { return true; });
                }),
                    reply);
            }));
}

// One's own requests, and those that one has the right to.
bool maySee(const people::Principal& who, const Approval& approval)
{
    return approval.asker == who.user || people::checkPermitted(who, approval.method).ok();
}

Result<Bytes> approvalShown(
    people::RightsReader& rights, const people::Principal& who, const people::ApprovalId& id)
{
    LOCUS_TRY_VALUE(row, rights.get(RightsKind::Approval, id.uuid()));
    LOCUS_TRY_VALUE(approval, people::approvalFrom(row));
    if (!maySee(who, approval)) {
        return people::checkPermitted(who, approval.method).error();
    }
    return protocol::ApprovalDetail { std::move(approval) }.toJson();
}

bool maySee(const people::Principal& who, const people::Delegation& one)
{
    return one.giver == who.user || one.receiver == who.user || who.has(people::Role::Admin)
        || who.has(people::Role::Auditor);
}

void addDelegations(RpcTable& table, const RightsServices& parts)
{
    table.add(protocol::DelegationsList::method,
        decoding<protocol::DelegationsList>(
            [parts](const Call& call, const protocol::RightsQuery& query, const Reply& reply) {
                readAndReply(parts.reader,
                    withRights([query, who = call.principal](people::RightsReader& rights) {
                        return pageOf<protocol::DelegationsPage>(rights, RightsKind::Delegation,
                            query, people::delegationFrom,
                            [&who](const people::Delegation& one) { return maySee(who, one); });
                    }),
                    reply);
            }));
    table.add(protocol::DelegationsGrant::method,
        decoding<protocol::DelegationsGrant>([parts](const Call& call,
                                                 const protocol::DelegationsGrant& message,
                                                 const Reply& reply) {
            withOwnAccount(parts.sessions, call, reply, [&](const people::AccountId&) {
                const people::DelegationWish wish { std::nullopt, message.receiver, message.roles,
                    message.methods, message.from, message.until, message.reason };
                send(parts, call, message.commandId, people::encodeDelegationWish(wish), reply);
            });
        }));
    table.add(protocol::DelegationsRevoke::method,
        decoding<protocol::DelegationsRevoke>(
            [parts](
                const Call& call, const protocol::DelegationsRevoke& message, const Reply& reply) {
                withOwnAccount(parts.sessions, call, reply, [&](const people::AccountId&) {
                    people::DelegationWish wish;
                    wish.id = message.delegationId;
                    send(parts, call, message.commandId, people::encodeDelegationWish(wish), reply);
                });
            }));
}

template <typename Message> void addDecision(RpcTable& table, const RightsServices& parts)
{
    table.add(Message::method,
        decoding<Message>([parts](const Call& call, const protocol::ApprovalCommand& message,
                              const Reply& reply) {
            people::ApprovalWish wish { message.approvalId, std::nullopt, message.reason };
            if (const auto own = ownAccount(parts.sessions, call); own.ok()) {
                wish.account = *own;
            }
            send(parts, call, message.commandId, people::encodeApprovalWish(wish), reply);
        }));
}

void addApprovals(RpcTable& table, const RightsServices& parts)
{
    table.add(protocol::ApprovalsList::method,
        decoding<protocol::ApprovalsList>(
            [parts](const Call& call, const protocol::RightsQuery& query, const Reply& reply) {
                readAndReply(parts.reader,
                    withRights([query, who = call.principal](people::RightsReader& rights) {
                        return pageOf<protocol::ApprovalsPage>(rights, RightsKind::Approval, query,
                            people::approvalFrom,
                            [&who](const Approval& approval) { return maySee(who, approval); });
                    }),
                    reply);
            }));
    table.add(protocol::ApprovalsGet::method,
        decoding<protocol::ApprovalsGet>(
            [parts](const Call& call, const protocol::ApprovalsGet& message, const Reply& reply) {
                readAndReply(parts.reader,
                    withRights([id = message.approvalId, who = call.principal](
                                   people::RightsReader& rights) {
                        return approvalShown(rights, who, id);
                    }),
                    reply);
            }));
    addDecision<protocol::ApprovalsApprove>(table, parts);
    addDecision<protocol::ApprovalsReject>(table, parts);
    addDecision<protocol::ApprovalsWithdraw>(table, parts);
}

} // namespace

void addRightsMethods(RpcTable& table, const RightsServices& parts)
{
    addBreakGlass(table, parts);
    addApprovals(table, parts);
    addDelegations(table, parts);
    table.add(protocol::SessionGet::method,
        decoding<protocol::SessionGet>([parts](const Call& call, const auto&, const Reply& reply) {
            const people::Principal now = parts.sessions.current(call.principal);
            reply(protocol::SessionState {
                now.user, now.roleNames(), protocol::openIn(now, parts.clock.now()) }
                      .toJson());
        }));
}

} // namespace locus::gateway
