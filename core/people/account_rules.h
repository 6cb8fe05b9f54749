// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/people/account.h"
#include "core/people/account_wish.h"

#include <string_view>

namespace locus::people {

// What a decision looks at beside the account.
struct AccountCircumstances
{
    std::string_view actor; // user who asks
    Instant now {};
    AccountId newId {}; // of an account that is to be made
    bool nameTaken = false; // by another account
    std::int64_t accounts = 0; // all
    std::int64_t enabledAdmins = 0; // persons
    std::string_view onBehalfOf {}; // whom he acts for; empty: nobody else
};

// The account after a command, or why not. Pure. `before`: the account that the wish names; none
// for the two commands that make one. Errors: not_found "people.unknown_account"; invalid
// "people.bad_account", "people.no_roles", "people.no_password", each with "field" and "allowed";
// refused "people.name_taken", "people.not_first" (firstAdmin: there are accounts),
// "people.own_roles", "people.last_admin", "people.has_totp", "people.no_totp", "people.bad_code",
// "people.bad_sign_in" (noteSignIn).
Result<Account> decideAccount(std::string_view command, const std::optional<Account>& before,
    const AccountWish& wish, const AccountCircumstances& around);

} // namespace locus::people
