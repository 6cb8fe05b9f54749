// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store_accounts_reader.h"

namespace locus::store {

namespace {
constexpr int mostItems = 500;
} // namespace

Result<std::unique_ptr<StoreAccountsReader>> StoreAccountsReader::open(
    const std::filesystem::path& file, const PayloadCodec& codec)
{
    LOCUS_TRY_VALUE(database, Database::open(file, Access::Reader));
    return std::unique_ptr<StoreAccountsReader>(
        new StoreAccountsReader(std::move(database), codec));
}

StoreAccountsReader::StoreAccountsReader(Database database, const PayloadCodec& codec)
    : m_database(std::move(database))
    , m_accounts(m_database, codec)
{ }

Result<people::AccountPage> StoreAccountsReader::list(const std::string& after, int limit)
{
    if (limit < 1 || limit > mostItems) {
        return invalid("people.bad_limit", "a page has 1 to 500 accounts")
            .with("field", "limit")
            .with("allowed", "1 to 500");
    }
    return m_accounts.page(after, limit);
}

Result<people::Account> StoreAccountsReader::get(const people::AccountId& id)
{
    LOCUS_TRY_VALUE(found, m_accounts.load(id));
    if (!found) {
        return notFound("people.unknown_account", "there is no account " + id.toString());
    }
    return std::move(*found);
}

Result<std::optional<people::Account>> StoreAccountsReader::byUser(std::string_view user)
{
    return m_accounts.byUser(user);
}

} // namespace locus::store
