// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/people/account.h"

#include <optional>
#include <string>
#include <string_view>

namespace locus {
class PayloadCodec;
}

namespace locus::store {

class Database;

// Local accounts. What proves who somebody is (hash of the password, secret of the codes) is sealed
// under the account's id. Writing needs the writer's connection; reading any.
class Accounts
{
public:
    Accounts(Database& database, const PayloadCodec& codec)
        : m_database(database)
        , m_codec(codec)
    { }

    Result<std::optional<people::Account>> load(const people::AccountId& id);
    Result<std::optional<people::Account>> byUser(std::string_view user);
    // Inserts or replaces. Errors: fatal if another account has the user name.
    Status put(const people::Account& account);

    // By user, those behind `after`.
    Result<people::AccountPage> page(const std::string& after, int limit);
    Result<std::int64_t> count();
    Result<std::int64_t> enabledAdmins(); // persons

private:
    Database& m_database;
    const PayloadCodec& m_codec;
};

} // namespace locus::store
