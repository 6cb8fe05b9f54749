// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/uuid.h"
#include "core/people/role.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::people {

using AccountId = Id<struct AccountTag>;

enum class AccountKind : std::uint8_t
{
    Person, // signs in with a password
    Service // never does; its tokens stand in the token store
};

std::string_view toString(AccountKind kind); // "person", "service"
std::optional<AccountKind> accountKindFrom(std::string_view text);

// What others may see of an account.
struct AccountSummary
{
    AccountId id;
    std::string user; // unique; 1 to 64 lower-case letters, digits, '-', '_' or '.'
    std::string displayName;
    std::vector<Role> roles;
    // Where an account is shown, by the teams of now (team.h); nothing of it is kept here.
    std::vector<std::string> teams {};
    std::string department {};
    AccountKind kind = AccountKind::Person;
    bool hasSecondFactor = false; // a code is asked for
    std::int64_t failures = 0; // sign-ins that failed since the last one that did not
    std::optional<Instant> lockedUntil;
    std::optional<Instant> disabledAt;
    Instant createdAt {};
    std::optional<Instant> passwordSetAt;
    std::optional<Instant> lastSignIn;
    std::uint64_t version = 0; // of what people change; sign-ins do not count

    [[nodiscard]] bool isEnabled() const { return !disabledAt.has_value(); }
    [[nodiscard]] bool has(Role role) const;
};

// The whole account, with what nobody may see.
struct Account
{
    AccountSummary shown;
    std::string passwordHash; // PHC string; empty: no sign-in by password
    Bytes totpSecret; // empty: none; unconfirmed while shown.hasSecondFactor is false
    std::int64_t totpStep = 0; // of the last code that was taken
};

struct AccountPage
{
    std::vector<AccountSummary> items; // by user
    std::string next; // key of the page behind; empty: none
    std::int64_t total = 0;
};

} // namespace locus::people
