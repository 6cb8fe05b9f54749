// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/people_messages.h"

#include "core/protocol/json_fields.h"
#include "core/protocol/json_text.h"
#include "core/protocol/role_fields.h"
#include "core/protocol/version.h"

#include <nlohmann/json.hpp>

namespace locus::protocol {

using nlohmann::json;
using people::AccountId;
using people::AccountSummary;

namespace {

json instantOf(const std::optional<Instant>& time)
{
    return time ? json(toRfc3339(*time)) : json(nullptr);
}

json accountObject(const AccountSummary& account)
{
    return { { "accountId", account.id.toString() }, { "user", account.user },
        { "displayName", account.displayName }, { "roles", roleNames(account.roles) },
        { "teams", account.teams }, { "department", account.department },
        { "kind", toString(account.kind) }, { "secondFactor", account.hasSecondFactor },
        { "failures", account.failures }, { "lockedUntil", instantOf(account.lockedUntil) },
        { "disabledAt", instantOf(account.disabledAt) },
        { "createdAt", toRfc3339(account.createdAt) },
        { "passwordSetAt", instantOf(account.passwordSetAt) },
        { "lastSignIn", instantOf(account.lastSignIn) }, { "version", account.version } };
}

people::AccountKind kindAt(JsonFields& in)
{
    const auto kind = people::accountKindFrom(in.textOr("kind", "person"));
    if (!kind) {
        in.fail(invalid("params.range", "kind: person or service")
                    .with("field", "kind")
                    .with("allowed", "person, service"));
    }
    return kind.value_or(people::AccountKind::Person);
}

Result<AccountSummary> accountFrom(const json& value)
{
    JsonFields in(value);
    AccountSummary out;
    out.id = AccountId(in.uuid("accountId"));
    out.user = in.text("user");
    out.displayName = in.textOr("displayName");
    out.roles = rolesAt(in);
    out.teams = in.texts("teams");
    out.department = in.textOr("department");
    out.kind = kindAt(in);
    out.hasSecondFactor = in.booleanOr("secondFactor", false);
    out.failures = in.integerOr("failures", 0);
    out.lockedUntil = in.instant("lockedUntil");
    out.disabledAt = in.instant("disabledAt");
    out.createdAt = in.instant("createdAt").value_or(Instant());
    out.passwordSetAt = in.instant("passwordSetAt");
    out.lastSignIn = in.instant("lastSignIn");
    out.version = static_cast<std::uint64_t>(in.integerOr("version", 0));
    LOCUS_TRY(in.status());
    return out;
}

void writeFields(json& out, const AccountFields& fields)
{
    if (fields.displayName) {
        out["displayName"] = *fields.displayName;
    }
    if (fields.roles) {
        out["roles"] = roleNames(*fields.roles);
    }
}

AccountFields readFields(JsonFields& in)
{
    AccountFields out;
    if (in.has("displayName")) {
        out.displayName = in.textOr("displayName");
    }
    if (in.has("roles")) {
        out.roles = rolesAt(in);
    }
    return out;
}

void writeId(json& out, const std::optional<AccountId>& id)
{
    if (id) {
        out["accountId"] = id->toString();
    }
}

std::optional<AccountId> readId(JsonFields& in)
{
    return in.has("accountId") ? std::optional(AccountId(in.uuid("accountId"))) : std::nullopt;
}

} // namespace

Bytes AccountChanged::toJson() const
{
    return dumpJson({ { "accountId", accountId.toString() }, { "version", version } });
}

Result<AccountChanged> AccountChanged::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    const AccountChanged message { AccountId(in.uuid("accountId")),
        static_cast<std::uint64_t>(in.integerOr("version", 0)) };
    LOCUS_TRY(in.status());
    return message;
}

Bytes AccountsPage::toJson() const
{
    json items = json::array();
    for (const AccountSummary& account : page.items) {
        items.push_back(accountObject(account));
    }
    return dumpJson({ { "items", std::move(items) },
        { "next", page.next.empty() ? json(nullptr) : json(page.next) }, { "total", page.total } });
}

Result<AccountsPage> AccountsPage::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    AccountsPage message;
    message.page.next = in.textOr("next");
    message.page.total = in.integerOr("total", 0);
    const json& items = in.any("items");
    LOCUS_TRY(in.status());
    for (const json& item : items) {
        LOCUS_TRY_VALUE(account, accountFrom(item));
        message.page.items.push_back(std::move(account));
    }
    return message;
}

Bytes AccountsList::toJson() const
{
    json out = { { "limit", limit } };
    if (!after.empty()) {
        out["after"] = after;
    }
    if (teamId) {
        out["teamId"] = teamId->toString();
    }
    return dumpJson(out);
}

Result<AccountsList> AccountsList::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    AccountsList message;
    message.after = in.textOr("after");
    message.limit = static_cast<int>(in.integerOr("limit", message.limit, 1, pageItems));
    if (in.has("teamId")) {
        message.teamId = people::TeamId(in.uuid("teamId"));
    }
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes AccountDetail::toJson() const
{
    return dumpJson(accountObject(account));
}

Result<AccountDetail> AccountDetail::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    LOCUS_TRY_VALUE(account, accountFrom(object));
    return AccountDetail { std::move(account) };
}

Bytes AccountsGet::toJson() const
{
    return dumpJson({ { "accountId", accountId.toString() } });
}

Result<AccountsGet> AccountsGet::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    const AccountsGet message { AccountId(in.uuid("accountId")) };
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes AccountsCreate::toJson() const
{
    json out = { { "commandId", commandId.toString() }, { "user", user },
        { "kind", toString(kind) } };
    if (!password.empty()) {
        out["password"] = password;
    }
    writeFields(out, fields);
    return dumpJson(out);
}

Result<AccountsCreate> AccountsCreate::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    AccountsCreate message;
    message.commandId = in.uuid("commandId");
    message.user = in.text("user");
    message.kind = kindAt(in);
    message.password = in.textOr("password");
    message.fields = readFields(in);
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes AccountsUpdate::toJson() const
{
    json out = { { "commandId", commandId.toString() }, { "accountId", accountId.toString() } };
    if (expectedVersion) {
        out["expectedVersion"] = *expectedVersion;
    }
    writeFields(out, fields);
    return dumpJson(out);
}

Result<AccountsUpdate> AccountsUpdate::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    AccountsUpdate message;
    message.commandId = in.uuid("commandId");
    message.accountId = AccountId(in.uuid("accountId"));
    if (in.has("expectedVersion")) {
        message.expectedVersion =
            static_cast<std::uint64_t>(in.integer("expectedVersion", 0, INT64_MAX));
    }
    message.fields = readFields(in);
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes AccountCommand::toJson() const
{
    json out = { { "commandId", commandId.toString() } };
    writeId(out, accountId);
    return dumpJson(out);
}

Result<AccountCommand> AccountCommand::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    const AccountCommand message { in.uuid("commandId"), readId(in) };
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes AccountsSetPassword::toJson() const
{
    json out = { { "commandId", commandId.toString() }, { "password", password } };
    writeId(out, accountId);
    return dumpJson(out);
}

Result<AccountsSetPassword> AccountsSetPassword::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    AccountsSetPassword message { in.uuid("commandId"), readId(in), in.text("password") };
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes TotpConfirm::toJson() const
{
    return dumpJson({ { "commandId", commandId.toString() }, { "code", code } });
}

Result<TotpConfirm> TotpConfirm::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    TotpConfirm message { in.uuid("commandId"), in.text("code") };
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes FirstAdmin::toJson() const
{
    json out = { { "commandId", commandId.toString() }, { "user", user },
        { "password", password } };
    if (!displayName.empty()) {
        out["displayName"] = displayName;
    }
    return dumpJson(out);
}

Result<FirstAdmin> FirstAdmin::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    FirstAdmin message;
    message.commandId = in.uuid("commandId");
    message.user = in.text("user");
    message.displayName = in.textOr("displayName");
    message.password = in.text("password");
    LOCUS_TRY(in.statusStrict());
    return message;
}

} // namespace locus::protocol
