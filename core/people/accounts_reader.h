// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/people/account.h"

#include <string>
#include <string_view>

namespace locus::people {

// What lists and a sign-in read. Thread contract: one thread at a time.
class AccountsReader
{
public:
    AccountsReader() = default;
    AccountsReader(const AccountsReader&) = delete;
    AccountsReader& operator=(const AccountsReader&) = delete;
    virtual ~AccountsReader() = default;

    // By user, those behind `after`. Errors: invalid "people.bad_limit" outside 1..500.
    virtual Result<AccountPage> list(const std::string& after, int limit) = 0;
    // Errors: not_found "people.unknown_account".
    virtual Result<Account> get(const AccountId& id) = 0;
    // Nothing: nobody has this name.
    virtual Result<std::optional<Account>> byUser(std::string_view user) = 0;
};

} // namespace locus::people
