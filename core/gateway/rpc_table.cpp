// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/rpc_table.h"

#include "core/base/text.h"
#include "core/gateway/answer_mask.h"
#include "core/gateway/audit_notes.h"
#include "core/gateway/deputies.h"
#include "core/gateway/emergency.h"
#include "core/people/audited_calls.h"
#include "core/people/permissions.h"

namespace locus::gateway {

void RpcTable::add(std::string_view method, Handler handler)
{
    m_handlers.insert_or_assign(std::string(method), std::move(handler));
}

std::vector<std::string> RpcTable::methods() const
{
    std::vector<std::string> names;
    for (const auto& [name, handler] : m_handlers) {
        names.push_back(name);
    }
    return names;
}

void RpcTable::invoke(Call call, Reply reply) const
{
    const auto found = m_handlers.find(call.method);
    if (found == m_handlers.end()) {
        const std::string nearest = nearestName(call.method, methods());
        reply(invalid("rpc.unknown_method",
            "there is no such method"
                + (nearest.empty() ? std::string() : "; did you mean " + nearest + "?"))
                  .with("field", call.method)
                  .with("allowed", nearest.empty() ? join(methods(), ", ") : nearest));
        return;
    }
    if (!call.onBehalfOf.empty() && !call.isDeputy) {
        invokeFor(call, std::move(reply));
        return;
    }
    if (m_emergency != nullptr && Emergency::asksWhose(call) && !call.isLookedUp) {
        call.isLookedUp = true;
        m_emergency->findWhose(
            std::move(call), [this, reply = std::move(reply)](Call known) mutable {
                invoke(std::move(known), std::move(reply));
            });
        return;
    }
    Status permitted = m_emergency != nullptr ? m_emergency->check(call)
                                              : people::checkPermitted(call.principal, call.method);
    if (!permitted.ok()) {
        deny(call, std::move(permitted).error(), std::move(reply));
        return;
    }
    if (!call.isFresh && people::needsFreshSignIn(call.method)) {
        reply(refused("session.sign_in_again",
            call.method
                + " needs a sign-in again: the password with session.signInAgain, or the identity "
                  "provider with session.oidcBeginAgain")
                  .with("allowed", "session.signInAgain, session.oidcBeginAgain"));
        return;
    }
    if (Status usable = checkUse(call); !usable.ok()) {
        deny(call, std::move(usable).error(), std::move(reply));
        return;
    }
    perform(std::move(call), found->second, std::move(reply));
}

void RpcTable::invokeFor(const Call& call, Reply reply) const
{
    if (m_deputies == nullptr) {
        deny(call, refused("people.no_delegation", "nobody acts for others at this core"),
            std::move(reply));
        return;
    }
    m_deputies->find(call, [this, call, reply = std::move(reply)](Result<Call> known) mutable {
        if (known.ok()) {
            invoke(std::move(*known), std::move(reply));
        } else if (known.error().isRetriable()) {
            reply(std::move(known).error());
        } else {
            deny(call, std::move(known).error(), std::move(reply));
        }
    });
}

void RpcTable::deny(const Call& call, Error error, Reply reply) const
{
    if (m_notes != nullptr) {
        m_notes->deny(call, std::move(error), std::move(reply));
    } else {
        reply(std::move(error));
    }
}

Status RpcTable::checkUse(const Call& call) const
{
    if (!m_exports && people::auditedAs(call.method) == people::AuditKind::Export) {
        return refused(
            "people.export_off", "exports are switched off on this installation (masking.exports)")
            .with("field", call.method)
            .with("allowed", "what the pages show");
    }
    return m_mask == nullptr ? Status() : m_mask->check(call);
}

void RpcTable::perform(Call made, const Handler& handler, Reply reply) const
{
    const auto call = std::make_shared<const Call>(std::move(made)); // kept until it is answered
    auto needed = m_notes == nullptr ? std::nullopt : AuditNotes::neededBefore(*call);
    if (m_mask != nullptr) {
        if (const Reveals::Reveal* const reveal = m_mask->revealFor(*call); m_notes && reveal) {
            needed = noteOf(*call, people::AuditKind::Reveal);
            needed->purpose = reveal->reason;
            needed->detail.emplace_back("reveal", reveal->id);
        }
        // A reveal that ends meanwhile ends for this answer, too.
        reply = [mask = m_mask, call, reply = std::move(reply)](
                    Result<Bytes> result) { reply(mask->answer(*call, std::move(result))); };
    }
    if (!needed) {
        handler(*call, std::move(reply));
        return;
    }
    m_notes->note(std::move(*needed),
        [this, &handler, call, reply = std::move(reply)](const Status& noted) mutable {
            if (!noted.ok()) {
                reply(noted.error());
            } else if (!call->isThere || call->isThere()) {
                handler(*call, m_notes->withRefusals(call, std::move(reply)));
            }
        });
}

} // namespace locus::gateway
