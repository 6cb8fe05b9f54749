// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/people/account.h"
#include "core/people/account_wish.h"

#include <optional>
#include <string_view>
#include <vector>

namespace locus::people {

struct Delegation;

inline constexpr std::string_view identityTopic = "healthcare.identity.events";

// What other systems may know of accounts and teams: the catalogue's User.* and Team.* events,
// never a secret.
struct IdentityEvent
{
    std::string_view type; // "User.RoleGranted"
    Bytes data; // JSON
};

// What a command did to an account, in order. Pure. `before`: none, if it was made.
std::vector<IdentityEvent> userEvents(std::string_view command,
    const std::optional<Account>& before, const Account& after, const AccountWish& wish);
// Somebody may act for it, or may no longer; they stand in the giver's stream.
IdentityEvent delegationGranted(const AccountSummary& giver, const Delegation& delegation);
IdentityEvent delegationEnded(const AccountSummary& giver, const Delegation& delegation);
// A session of it has ended: "signedOut", "idle", "ended" ...
IdentityEvent loggedOut(const AccountSummary& account, std::string_view cause);

} // namespace locus::people
