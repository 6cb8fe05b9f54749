// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/delegation_role.h"

#include "core/base/json_writer.h"
#include "core/pipeline/effects.h"

namespace locus::pipeline {

using people::AccountSummary;
using people::Delegation;
using people::DelegationId;
using people::DelegationWish;
using people::RightsKind;

namespace {

std::string entityOf(const Delegation& delegation)
{
    return "Delegation/" + delegation.id.toString();
}

Uuid timerOf(const Delegation& delegation)
{
    return deriveUuid(delegation.id.uuid(), "end");
}

Result<std::optional<AccountSummary>> accountOf(std::string_view user, store::Store& store)
{
    LOCUS_TRY_VALUE(found, store.accounts.byUser(user));
    return found ? std::optional(std::move(found->shown)) : std::nullopt;
}

Result<std::optional<Delegation>> load(const DelegationId& id, Effects& effects)
{
    LOCUS_TRY_VALUE(row, effects.store().rights.load(RightsKind::Delegation, id.uuid()));
    if (!row) {
        return std::optional<Delegation>();
    }
    LOCUS_TRY_VALUE(found, people::delegationFrom(*row));
    return std::optional(std::move(found));
}

Result<std::vector<Delegation>> allLive(store::Store& store)
{
    LOCUS_TRY_VALUE(rows, store.rights.live(RightsKind::Delegation));
    std::vector<Delegation> out;
    for (const people::RightsRow& row : rows) {
        LOCUS_TRY_VALUE(one, people::delegationFrom(row));
        out.push_back(std::move(one));
    }
    return out;
}

Status keep(const Delegation& delegation, const Command& cause, const IdentityStream& stream,
    Effects& effects)
{
    effects.concerns(entityOf(delegation), {});
    effects.changed("people.delegations", "put", delegation.id.toString());
    LOCUS_TRY(effects.store().rights.put(rowOf(delegation)));
    LOCUS_TRY_VALUE(giver, accountOf(delegation.giver, effects.store()));
    if (!giver) {
        return {}; // accounts are never removed; a store of elsewhere may lack one
    }
    return stream.tell("User", giver->id.toString(),
        { delegation.isOver() ? people::delegationEnded(*giver, delegation)
                              : people::delegationGranted(*giver, delegation) },
        cause, effects);
}

} // namespace

Status checkOnBehalf(store::Store& store, std::string_view method, std::string_view actor,
    std::string_view giver, Instant now)
{
    LOCUS_TRY_VALUE(account, accountOf(giver, store));
    LOCUS_TRY_VALUE(live, allLive(store));
    LOCUS_TRY(people::rolesOnBehalf(method, actor, giver, account, live, now));
    return {};
}

Status endDelegationsOf(
    std::string_view user, const Command& cause, const IdentityStream& stream, Effects& effects)
{
    LOCUS_TRY_VALUE(live, allLive(effects.store()));
    for (Delegation& one : live) {
        if (one.giver != user && one.receiver != user) {
            continue;
        }
        LOCUS_TRY(effects.cancelTimer(timerOf(one)));
        LOCUS_TRY(keep(
            people::ended(std::move(one), cause.actor, effects.now()), cause, stream, effects));
    }
    return {};
}

DelegationRole::DelegationRole(
    std::string_view installation, std::string tenantId, people::DelegationTerms terms)
    : m_stream(installation, std::move(tenantId))
    , m_terms(terms)
{ }

bool DelegationRole::handles(std::string_view command) const
{
    return command == people::grantDelegation || command == people::revokeDelegation;
}

Result<Delegation> DelegationRole::granted(
    const DelegationWish& wish, const Command& command, Effects& effects) const
{
    LOCUS_TRY_VALUE(giver, accountOf(command.actor, effects.store()));
    LOCUS_TRY_VALUE(receiver, accountOf(wish.receiver, effects.store()));
    const DelegationId id(deriveUuid(command.id, "delegation"));
    LOCUS_TRY_VALUE(made, people::grant(wish, giver, receiver, m_terms, id, effects.now()));
    LOCUS_TRY(effects.setTimer({ timerOf(made), made.until, std::string(name()), id.toString() }));
    return made;
}

Result<Delegation> DelegationRole::revoked(
    const DelegationWish& wish, const Command& command, Effects& effects) const
{
    LOCUS_TRY_VALUE(
        found, wish.id ? load(*wish.id, effects) : Result<std::optional<Delegation>>(std::nullopt));
    LOCUS_TRY_VALUE(actor, accountOf(command.actor, effects.store()));
    if (!found) {
        return notFound("people.unknown_entry", "there is no such delegation");
    }
    LOCUS_TRY_VALUE(over,
        people::revoke(std::move(*found), command.actor, actor && actor->has(people::Role::Admin),
            effects.now()));
    LOCUS_TRY(effects.cancelTimer(timerOf(over)));
    return over;
}

Answer DelegationRole::onCommand(const Command& command, Effects& effects)
{
    LOCUS_TRY_VALUE(wish, people::decodeDelegationWish(command.body));
    LOCUS_TRY_VALUE(after,
        command.name == people::grantDelegation ? granted(wish, command, effects)
                                                : revoked(wish, command, effects));
    LOCUS_TRY(keep(after, command, m_stream, effects));
    JsonWriter out;
    out.beginObject().key("id").string(after.id.toString());
    return std::move(out.key("version").number(after.version).endObject()).take();
}

Status DelegationRole::onTimer(const store::Timer& timer, Effects& effects)
{
    LOCUS_TRY_VALUE(id, DelegationId::parse(timer.body));
    LOCUS_TRY_VALUE(found, load(id, effects));
    if (!found || found->isOver()) {
        return {};
    }
    const Delegation over = people::ended(std::move(*found), {}, effects.now());
    people::AuditNote note { people::AuditKind::System, std::string(people::endDelegation),
        over.receiver, over.giver };
    note.entity = entityOf(over);
    LOCUS_TRY(effects.store().audit.append(note, effects.now(), false));
    Command cause;
    cause.id = timer.id;
    cause.actor = over.giver;
    return keep(over, cause, m_stream, effects);
}

} // namespace locus::pipeline
