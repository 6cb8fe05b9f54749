// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/people/account.h"
#include "core/people/rights_row.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace locus::people {

using DelegationId = Id<struct DelegationTag>;

// A person lets another act on his behalf, for a while. It gives what the giver may do himself at
// the moment of the act and never more; what the giver only has from others is not passed on.
struct Delegation
{
    DelegationId id;
    std::string giver; // user
    std::string receiver; // user
    std::vector<Role> roles; // of the giver's own; empty: all of them
    std::vector<std::string> methods; // patterns of the permission table; empty: all
    Instant granted {};
    Instant from {};
    Instant until {};
    std::optional<Instant> ended; // before its time or at its end
    std::string endedBy; // empty: its time ran out
    std::uint64_t version = 1;
    std::string reason; // sealed: it may say who a patient is

    [[nodiscard]] bool isOver() const { return ended.has_value(); }
    [[nodiscard]] bool isInForce(Instant now) const { return !ended && from <= now && now < until; }
    [[nodiscard]] bool covers(std::string_view method) const;
};

// How long a delegation is, as the installation has it.
struct DelegationTerms
{
    Duration usual = std::chrono::hours(24 * 7); // where nobody says until when
    Duration longest = std::chrono::hours(24 * 30);
};

// Names of the commands.
inline constexpr std::string_view grantDelegation = "people.delegations.grant";
inline constexpr std::string_view revokeDelegation = "people.delegations.revoke";
// The core's own: its time ran out, or an account of it was disabled.
inline constexpr std::string_view endDelegation = "people.delegations.end";

struct DelegationWish
{
    std::optional<DelegationId> id; // of one that is there
    std::string receiver;
    std::vector<Role> roles;
    std::vector<std::string> methods;
    std::optional<Instant> from; // none: from now on
    std::optional<Instant> until; // none: as long as usual
    std::string reason;
};
Bytes encodeDelegationWish(const DelegationWish& wish);
// Errors: invalid "people.bad_wish".
Result<DelegationWish> decodeDelegationWish(BytesView text);

// Whether somebody else may do this for a person who delegates it. What belongs to the person
// himself may not be: his session and second factor, emergency access, what four eyes decide, and
// passing on what was delegated.
[[nodiscard]] bool mayBeDelegated(std::string_view method);

// Pure rules. `giver`, `receiver`: the accounts, if there are any of these names. Errors: refused
// "people.no_account" (who grants is no person with an account), "people.own_delegation",
// "people.not_own_role", "people.not_delegable", "people.not_permitted" (a right that the giver
// has not); not_found "people.unknown_account"; invalid "people.no_reason", "people.bad_period",
// "people.unknown_right", each with "field" and "allowed".
Result<Delegation> grant(const DelegationWish& wish, const std::optional<AccountSummary>& giver,
    const std::optional<AccountSummary>& receiver, const DelegationTerms& terms,
    const DelegationId& newId, Instant now);
// By giver, receiver or an admin; `isAdmin`: of the actor. Errors: refused
// "people.delegation_over", "people.not_permitted".
Result<Delegation> revoke(Delegation delegation, std::string_view actor, bool isAdmin, Instant now);
// By the core.
Delegation ended(Delegation delegation, std::string_view by, Instant now);

// The roles with which `receiver` does this on behalf of the giver now: of the giver's own, those
// that he delegated and that have the right. `live`: delegations that are not over. Errors:
// refused "people.personal_act", "people.no_delegation" (none is in force), "people.giver_away"
// (the giver's account is disabled or locked), "people.not_delegated" (this is not among what was
// delegated), "people.not_permitted" (the giver himself may not).
Result<std::vector<Role>> rolesOnBehalf(std::string_view method, std::string_view receiver,
    std::string_view giverName, const std::optional<AccountSummary>& giver,
    std::span<const Delegation> live, Instant now);

RightsRow rowOf(const Delegation& delegation);
// Errors: fatal "people.damaged".
Result<Delegation> delegationFrom(const RightsRow& row);

} // namespace locus::people
