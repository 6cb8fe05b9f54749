// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/delegation.h"

#include "core/base/text.h"
#include "core/people/permissions.h"
#include "core/people/sign_in_rules.h"

#include <algorithm>
#include <array>

namespace locus::people {

namespace {

constexpr std::size_t longestReason = 500; // octets
constexpr std::size_t mostMethods = 64;
constexpr auto leeway = std::chrono::minutes(1); // of clocks, for "from now on"

// Families, and single methods, of what is the person's own.
constexpr std::array personal { std::string_view("session.*"), std::string_view("changes.*"),
    std::string_view("reveal.*"), std::string_view("people.delegations.*"),
    std::string_view("people.approvals.*"), std::string_view("people.breakGlass.*"),
    std::string_view("people.totp.*"), std::string_view("people.accounts.setPassword"),
    std::string_view("people.firstAdmin") };

bool isPersonAtWork(const std::optional<AccountSummary>& account)
{
    return account && account->isEnabled() && account->kind == AccountKind::Person;
}

Status checkReason(std::string_view reason)
{
    if (trimmed(reason).empty() || reason.size() > longestReason) {
        return invalid("people.no_reason", "say in 1 to 500 octets why somebody acts for you")
            .with("field", "reason")
            .with("allowed", "1 to 500 octets");
    }
    return {};
}

Status checkRoles(const std::vector<Role>& roles, const AccountSummary& giver)
{
    for (const Role role : roles) {
        if (!giver.has(role)) {
            return refused("people.not_own_role",
                "you can delegate roles of your own only; " + std::string(toString(role))
                    + " is none of them")
                .with("field", "roles");
        }
    }
    return {};
}

Status checkMethods(const DelegationWish& wish, const AccountSummary& giver)
{
    if (wish.methods.size() > mostMethods) {
        return invalid("people.unknown_right",
            "at most 64 rights are named; leave out all of them "
            "to delegate whatever the roles may")
            .with("field", "methods")
            .with("allowed", "at most 64");
    }
    const std::vector<Role>& roles = wish.roles.empty() ? giver.roles : wish.roles;
    const auto table = permissionTable();
    for (const std::string& name : wish.methods) {
        const auto row = std::find_if(table.begin(), table.end(),
            [&name](const Permission& one) { return one.pattern == name; });
        if (row == table.end()) {
            return invalid("people.unknown_right",
                "there is no right \"" + name + "\"; people.roles.list names them")
                .with("field", "methods")
                .with("allowed", "methods of people.roles.list");
        }
        if (!mayBeDelegated(name)) {
            return refused(
                "people.not_delegable", name + " is a person's own; nobody does it for another")
                .with("field", "methods");
        }
        const bool hasIt = std::any_of(row->roles.begin(), row->roles.end(),
            [&](Role role) { return std::find(roles.begin(), roles.end(), role) != roles.end(); });
        if (!hasIt) {
            return refused("people.not_permitted",
                name + " is not permitted to those roles of yours, so you cannot delegate it")
                .with("field", "methods");
        }
    }
    return {};
}

std::string daysOf(Duration time)
{
    return std::to_string(std::chrono::duration_cast<std::chrono::hours>(time).count() / 24);
}

Error badPeriod(const char* field, const std::string& sentence, const std::string& allowed)
{
    return invalid("people.bad_period", sentence).with("field", field).with("allowed", allowed);
}

Status setPeriod(Delegation& out, const DelegationWish& wish, const DelegationTerms& terms)
{
    out.from = wish.from.value_or(out.granted);
    if (out.from < out.granted - leeway) {
        return badPeriod("from", "a delegation begins now or later", "now or later");
    }
    out.from = std::max(out.from, out.granted);
    out.until = wish.until.value_or(out.from + std::min(terms.usual, terms.longest));
    if (out.until <= out.from) {
        return badPeriod("until", "a delegation ends after it has begun", "later than \"from\"");
    }
    if (out.until - out.from > terms.longest || out.from - out.granted > terms.longest) {
        return badPeriod("until",
            "a delegation lasts at most " + daysOf(terms.longest)
                + " days and begins within as many",
            "at most " + daysOf(terms.longest) + " days");
    }
    return {};
}

template <typename T> std::vector<T> sortedUnique(std::vector<T> values)
{
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

Error noDelegation(std::string_view giver)
{
    return refused("people.no_delegation",
        "no delegation by " + std::string(giver)
            + " to you is in force now; he grants one with people.delegations.grant")
        .with("field", "onBehalfOf");
}

} // namespace

bool Delegation::covers(std::string_view method) const
{
    return methods.empty()
        || std::any_of(methods.begin(), methods.end(),
            [method](const std::string& pattern) { return matchesPattern(pattern, method); });
}

bool mayBeDelegated(std::string_view method)
{
    return std::none_of(personal.begin(), personal.end(), [method](std::string_view pattern) {
        return pattern == method || matchesPattern(pattern, method);
    });
}

Result<Delegation> grant(const DelegationWish& wish, const std::optional<AccountSummary>& giver,
    const std::optional<AccountSummary>& receiver, const DelegationTerms& terms,
    const DelegationId& newId, Instant now)
{
    if (!isPersonAtWork(giver)) {
        return refused("people.no_account",
            "only a person with an account lets others act for him; sign in with a password first");
    }
    if (wish.receiver == giver->user) {
        return refused("people.own_delegation", "you act for yourself already; name somebody else")
            .with("field", "receiver");
    }
    if (!isPersonAtWork(receiver)) {
        return notFound("people.unknown_account",
            "no person with an account in use has the user name " + wish.receiver)
            .with("field", "receiver");
    }
    LOCUS_TRY(checkReason(wish.reason));
    LOCUS_TRY(checkRoles(wish.roles, *giver));
    LOCUS_TRY(checkMethods(wish, *giver));
    Delegation out;
    out.id = newId;
    out.giver = giver->user;
    out.receiver = receiver->user;
    out.roles = sortedUnique(wish.roles);
    out.methods = sortedUnique(wish.methods);
    out.granted = now;
    LOCUS_TRY(setPeriod(out, wish, terms));
    out.reason = trimmed(wish.reason);
    return out;
}

Result<Delegation> revoke(Delegation delegation, std::string_view actor, bool isAdmin, Instant now)
{
    if (actor != delegation.giver && actor != delegation.receiver && !isAdmin) {
        return refused("people.not_permitted",
            "ending the delegations of others is not permitted; it is to: giver, receiver, admin")
            .with("allowed", "giver, receiver, admin");
    }
    if (delegation.isOver() || now >= delegation.until) {
        return refused("people.delegation_over", "this delegation is over already");
    }
    return ended(std::move(delegation), actor, now);
}

Delegation ended(Delegation delegation, std::string_view by, Instant now)
{
    delegation.ended = std::min(now, delegation.until);
    delegation.endedBy = by;
    ++delegation.version;
    return delegation;
}

Result<std::vector<Role>> rolesOnBehalf(std::string_view method, std::string_view receiver,
    std::string_view giverName, const std::optional<AccountSummary>& giver,
    std::span<const Delegation> live, Instant now)
{
    if (!mayBeDelegated(method)) {
        return refused("people.personal_act",
            std::string(method) + " is a person's own; nobody does it for another")
            .with("field", "onBehalfOf");
    }
    std::vector<Role> roles;
    bool isInForce = false;
    for (const Delegation& one : live) {
        if (one.giver != giverName || one.receiver != receiver || !one.isInForce(now)) {
            continue;
        }
        isInForce = true;
        for (const Role role : giver&& one.covers(method) ? giver->roles : std::vector<Role>()) {
            if (one.roles.empty()
                || std::find(one.roles.begin(), one.roles.end(), role) != one.roles.end()) {
                roles.push_back(role);
            }
        }
    }
    if (!isInForce) {
        return noDelegation(giverName);
    }
    if (!isPersonAtWork(giver) || (isLocked(*giver) && now < *giver->lockedUntil)) {
        return refused("people.giver_away",
            "the account of " + std::string(giverName)
                + " is disabled or locked; nobody acts for him meanwhile")
            .with("field", "onBehalfOf");
    }
    LOCUS_TRY(checkPermitted(giver->roles, giver->user, method));
    if (!checkPermitted(roles, giver->user, method).ok()) {
        return refused("people.not_delegated",
            std::string(giverName) + " did not delegate " + std::string(method) + " to you")
            .with("field", "onBehalfOf");
    }
    return sortedUnique(std::move(roles));
}

} // namespace locus::people
