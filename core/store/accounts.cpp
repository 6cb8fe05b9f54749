// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/accounts.h"

#include "core/base/payload_codec.h"
#include "core/base/text.h"
#include "core/store/database.h"
#include "core/store/octets.h"
#include "core/store/packed.h"

namespace locus::store {

using people::Account;
using people::AccountPage;
using people::AccountSummary;
using people::Role;

namespace {

#define LOCUS_ACCOUNT_COLUMNS                                                                      \
    "id,user,display_name,roles,kind,second_factor,failures,locked_us,disabled_us,"                \
    "created_us,password_us,signed_in_us,version"

constexpr const char* loadSql = "SELECT " LOCUS_ACCOUNT_COLUMNS ",sealed FROM account WHERE id=?";
constexpr const char* byUserSql =
    "SELECT " LOCUS_ACCOUNT_COLUMNS ",sealed FROM account WHERE user=?";
constexpr const char* pageSql =
    "SELECT " LOCUS_ACCOUNT_COLUMNS " FROM account WHERE user>? ORDER BY user LIMIT ?";
// Two columns of old say nothing any more: teams have rows of their own (rights.h).
constexpr const char* putSql =
    "INSERT INTO account(" LOCUS_ACCOUNT_COLUMNS ",sealed,teams,department) "
    "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,'','') "
    "ON CONFLICT(id) DO UPDATE SET display_name=?3,roles=?4,kind=?5,second_factor=?6,failures=?7,"
    "locked_us=?8,disabled_us=?9,password_us=?11,signed_in_us=?12,version=?13,sealed=?14";
constexpr const char* countSql = "SELECT count(*) FROM account";
constexpr const char* adminsSql =
    "SELECT count(*) FROM account WHERE disabled_us IS NULL AND kind=0 AND "
    "','||roles||',' LIKE '%,admin,%'";

#undef LOCUS_ACCOUNT_COLUMNS

constexpr int sealedColumn = 13;

std::string rolesText(const std::vector<Role>& roles)
{
    std::vector<std::string> names;
    names.reserve(roles.size());
    for (const Role role : roles) {
        names.emplace_back(toString(role));
    }
    return join(names, ",");
}

// A role that this program does not know gives no right.
std::vector<Role> rolesFrom(const std::string& text)
{
    std::vector<Role> out;
    for (const std::string_view name : split(text, ',')) {
        if (const auto role = people::roleFrom(name)) {
            out.push_back(*role);
        }
    }
    return out;
}

std::optional<Instant> instantAt(const Query& row, int column)
{
    return row.nullAt(column) ? std::nullopt : std::optional(fromMicros(row.integerAt(column)));
}

Query& bindInstant(Query& query, const std::optional<Instant>& time)
{
    return time ? query.number(toMicros(*time)) : query.null();
}

AccountSummary readShown(const Query& row)
{
    AccountSummary out;
    out.id = people::AccountId(uuidFromOctets(row.bytesAt(0)));
    out.user = row.textAt(1);
    out.displayName = row.textAt(2);
    out.roles = rolesFrom(row.textAt(3));
    out.kind = row.integerAt(4) == 1 ? people::AccountKind::Service : people::AccountKind::Person;
    out.hasSecondFactor = row.integerAt(5) != 0;
    out.failures = row.integerAt(6);
    out.lockedUntil = instantAt(row, 7);
    out.disabledAt = instantAt(row, 8);
    out.createdAt = fromMicros(row.integerAt(9));
    out.passwordSetAt = instantAt(row, 10);
    out.lastSignIn = instantAt(row, 11);
    out.version = static_cast<std::uint64_t>(row.integerAt(12));
    return out;
}

Result<std::optional<Account>> readWhole(Query& query, const PayloadCodec& codec)
{
    LOCUS_TRY_VALUE(found, query.step());
    if (!found) {
        return std::optional<Account>();
    }
    Account out;
    out.shown = readShown(query);
    LOCUS_TRY_VALUE(packed, codec.open(query.bytesAt(sealedColumn)));
    Unpacker in(packed);
    out.passwordHash = in.bytes();
    out.totpSecret = in.bytes();
    out.totpStep = in.number();
    if (!in.good()) {
        return fatal("store.damaged", "the secrets of an account are cut short");
    }
    return std::optional(std::move(out));
}

} // namespace

Result<std::optional<Account>> Accounts::load(const people::AccountId& id)
{
    Query query(m_database, loadSql);
    query.blob(octetsOf(id.uuid()));
    return readWhole(query, m_codec);
}

Result<std::optional<Account>> Accounts::byUser(std::string_view user)
{
    Query query(m_database, byUserSql);
    query.text(user);
    return readWhole(query, m_codec);
}

Status Accounts::put(const Account& account)
{
    const AccountSummary& shown = account.shown;
    Packer secrets;
    secrets.bytes(account.passwordHash).bytes(account.totpSecret).number(account.totpStep);
    LOCUS_TRY_VALUE(sealed, m_codec.seal(std::move(secrets).take(), shown.id.toString()));
    const std::string roles = rolesText(shown.roles);
    Query query(m_database, putSql);
    query.blob(octetsOf(shown.id.uuid())).text(shown.user).text(shown.displayName);
    query.text(roles);
    query.number(shown.kind == people::AccountKind::Service ? 1 : 0);
    query.number(shown.hasSecondFactor ? 1 : 0).number(shown.failures);
    bindInstant(query, shown.lockedUntil);
    bindInstant(query, shown.disabledAt).number(toMicros(shown.createdAt));
    bindInstant(query, shown.passwordSetAt);
    bindInstant(query, shown.lastSignIn).number(static_cast<std::int64_t>(shown.version));
    return query.blob(sealed).run();
}

Result<AccountPage> Accounts::page(const std::string& after, int limit)
{
    AccountPage page;
    LOCUS_TRY_VALUE(total, count());
    page.total = total;
    Query query(m_database, pageSql);
    query.text(after).number(limit + 1);
    for (;;) {
        LOCUS_TRY_VALUE(found, query.step());
        if (!found) {
            return page;
        }
        if (static_cast<int>(page.items.size()) == limit) {
            page.next = page.items.back().user;
            return page;
        }
        page.items.push_back(readShown(query));
    }
}

Result<std::int64_t> Accounts::count()
{
    Query query(m_database, countSql);
    LOCUS_TRY(query.step());
    return query.integerAt(0);
}

Result<std::int64_t> Accounts::enabledAdmins()
{
    Query query(m_database, adminsSql);
    LOCUS_TRY(query.step());
    return query.integerAt(0);
}

} // namespace locus::store
