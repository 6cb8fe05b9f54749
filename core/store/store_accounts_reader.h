// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/accounts_reader.h"
#include "core/store/accounts.h"
#include "core/store/database.h"

#include <filesystem>
#include <memory>

namespace locus::store {

// Accounts on a read-only connection of its own. Thread contract: one thread at a time.
class StoreAccountsReader final : public people::AccountsReader
{
public:
    static Result<std::unique_ptr<StoreAccountsReader>> open(
        const std::filesystem::path& file, const PayloadCodec& codec);

    Result<people::AccountPage> list(const std::string& after, int limit) override;
    Result<people::Account> get(const people::AccountId& id) override;
    Result<std::optional<people::Account>> byUser(std::string_view user) override;

private:
    StoreAccountsReader(Database database, const PayloadCodec& codec);

    Database m_database;
    Accounts m_accounts;
};

} // namespace locus::store
