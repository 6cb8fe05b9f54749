// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/people_role.h"

#include "core/base/json_writer.h"
#include "core/people/account_rules.h"
#include "core/pipeline/delegation_role.h"
#include "core/pipeline/effects.h"

#include <algorithm>
#include <array>

namespace locus::pipeline {

using people::Account;
using people::AccountCircumstances;
using people::AccountWish;

namespace {

constexpr std::array commands { people::createAccount, people::updateAccount,
    people::disableAccount, people::enableAccount, people::setPassword, people::enrolTotp,
    people::confirmTotp, people::removeTotp, people::firstAdmin, people::noteSignIn,
    people::noteSignOut, people::noteOidcSignIn };

Result<AccountCircumstances> circumstances(
    const Command& command, const AccountWish& wish, Effects& effects)
{
    store::Accounts& accounts = effects.store().accounts;
    AccountCircumstances out;
    out.actor = command.actor;
    out.onBehalfOf = command.onBehalfOf;
    out.now = effects.now();
    out.newId = people::AccountId(deriveUuid(command.id.toString(), effects.now(), "account"));
    if (!wish.user.empty()) {
        LOCUS_TRY_VALUE(other, accounts.byUser(wish.user));
        out.nameTaken = other.has_value();
    }
    LOCUS_TRY_VALUE(count, accounts.count());
    LOCUS_TRY_VALUE(admins, accounts.enabledAdmins());
    out.accounts = count;
    out.enabledAdmins = admins;
    return out;
}

Status checkVersion(const Command& command, const std::optional<Account>& before)
{
    if (!before || !command.expectedVersion || *command.expectedVersion == before->shown.version) {
        return {};
    }
    const std::string current = std::to_string(before->shown.version);
    return conflict("people.version_conflict",
        "somebody changed this account meanwhile; it has version " + current + " now")
        .with("currentVersion", current);
}

} // namespace

PeopleRole::PeopleRole(std::string_view installation, std::string tenantId)
    : m_stream(installation, std::move(tenantId))
{ }

bool PeopleRole::handles(std::string_view command) const
{
    return std::find(commands.begin(), commands.end(), command) != commands.end();
}

Answer PeopleRole::signedOut(const Command& command, const people::Account& account,
    std::string_view cause, Effects& effects) const
{
    const std::string id = account.shown.id.toString();
    LOCUS_TRY(
        m_stream.tell("User", id, { people::loggedOut(account.shown, cause) }, command, effects));
    effects.concerns("Account/" + id, {});
    return Bytes("{}");
}

Answer PeopleRole::onCommand(const Command& command, Effects& effects)
{
    store::Accounts& accounts = effects.store().accounts;
    LOCUS_TRY_VALUE(wish, people::decodeWish(command.body));
    std::optional<Account> before;
    if (wish.id) {
        LOCUS_TRY_VALUE(found, accounts.load(*wish.id));
        before = std::move(found);
    }
    if (command.name == people::noteSignOut && before) {
        return signedOut(command, *before, wish.cause, effects);
    }
    LOCUS_TRY(checkVersion(command, before));
    LOCUS_TRY_VALUE(around, circumstances(command, wish, effects));
    LOCUS_TRY_VALUE(after, people::decideAccount(command.name, before, wish, around));
    LOCUS_TRY(accounts.put(after));
    if (before && before->shown.isEnabled() && !after.shown.isEnabled()) {
        LOCUS_TRY(endDelegationsOf(after.shown.user, command, m_stream, effects));
    }
    const std::string id = after.shown.id.toString();
    LOCUS_TRY(m_stream.tell(
        "User", id, people::userEvents(command.name, before, after, wish), command, effects));
    effects.concerns("Account/" + id, {});
    effects.changed("people.accounts", "put", id);
    JsonWriter answer;
    answer.beginObject().member("accountId", id).key("version").number(after.shown.version);
    return std::move(answer.endObject()).take();
}

} // namespace locus::pipeline
