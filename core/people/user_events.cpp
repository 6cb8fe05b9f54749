// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/user_events.h"

#include "core/base/json_writer.h"
#include "core/people/delegation.h"
#include "core/people/sign_in_rules.h"

#include <utility>

namespace locus::people {

namespace {

JsonWriter about(const AccountSummary& account)
{
    JsonWriter out;
    out.beginObject().key("userId").string(account.id.toString());
    out.key("user").string(account.user);
    return out;
}

Bytes closed(JsonWriter out)
{
    return std::move(out.endObject()).take();
}

Bytes with(const AccountSummary& account, std::string_view name, std::string_view value)
{
    JsonWriter out = about(account);
    out.member(name, value);
    return closed(std::move(out));
}

JsonWriter about(const AccountSummary& giver, const Delegation& delegation)
{
    JsonWriter out = about(giver);
    out.key("delegationId").string(delegation.id.toString());
    out.key("receiver").string(delegation.receiver);
    return out;
}

IdentityEvent created(const AccountSummary& account)
{
    JsonWriter out = about(account);
    out.member("displayName", account.displayName).member("kind", toString(account.kind));
    out.key("roles").beginArray();
    for (const Role role : account.roles) {
        out.string(toString(role));
    }
    out.endArray();
    return { "User.Created", closed(std::move(out)) };
}

void addRoles(
    std::vector<IdentityEvent>& out, const AccountSummary& before, const AccountSummary& after)
{
    for (const Role role : after.roles) {
        if (!before.has(role)) {
            out.push_back({ "User.RoleGranted", with(after, "role", toString(role)) });
        }
    }
    for (const Role role : before.roles) {
        if (!after.has(role)) {
            out.push_back({ "User.RoleRevoked", with(after, "role", toString(role)) });
        }
    }
}

void addSignIn(std::vector<IdentityEvent>& out, const Account& after, const AccountWish& wish)
{
    if (!wish.signedIn) {
        out.push_back({ "User.LoginFailed", with(after.shown, "reason", "people.bad_sign_in") });
        return;
    }
    const char* how = wish.totpStep > 0 ? "password and code" : "password";
    out.push_back({ "User.LoggedIn", with(after.shown, "method", how) });
}

} // namespace

std::vector<IdentityEvent> userEvents(std::string_view command,
    const std::optional<Account>& before, const Account& after, const AccountWish& wish)
{
    std::vector<IdentityEvent> out;
    if (!before) {
        out.push_back(created(after.shown));
    }
    if (command == noteOidcSignIn) {
        out.push_back({ "User.LoggedIn", with(after.shown, "method", "oidc") });
    }
    if (!before) {
        return out;
    }
    if (command == noteSignIn) {
        addSignIn(out, after, wish);
    }
    addRoles(out, before->shown, after.shown);
    if (before->shown.isEnabled() && !after.shown.isEnabled()) {
        out.push_back({ "User.Disabled", with(after.shown, {}, {}) });
    }
    if (!isLocked(before->shown) && isLocked(after.shown)) {
        out.push_back(
            { "User.Locked", with(after.shown, "until", toRfc3339(*after.shown.lockedUntil)) });
    }
    const bool wasShut = isLocked(before->shown) || !before->shown.isEnabled();
    if (wasShut && !isLocked(after.shown) && after.shown.isEnabled()) {
        out.push_back({ "User.Unlocked", with(after.shown, {}, {}) });
    }
    return out;
}

IdentityEvent delegationGranted(const AccountSummary& giver, const Delegation& delegation)
{
    JsonWriter out = about(giver, delegation);
    out.key("roles").beginArray();
    for (const Role role : delegation.roles.empty() ? giver.roles : delegation.roles) {
        out.string(toString(role));
    }
    out.endArray().key("methods").beginArray();
    for (const std::string& method : delegation.methods) {
        out.string(method);
    }
    out.endArray().key("from").string(toRfc3339(delegation.from));
    out.key("until").string(toRfc3339(delegation.until));
    return { "User.DelegationGranted", closed(std::move(out)) };
}

IdentityEvent delegationEnded(const AccountSummary& giver, const Delegation& delegation)
{
    JsonWriter out = about(giver, delegation);
    out.key("ended").string(toRfc3339(delegation.ended.value_or(delegation.until)));
    out.member("by", delegation.endedBy);
    return { "User.DelegationEnded", closed(std::move(out)) };
}

IdentityEvent loggedOut(const AccountSummary& account, std::string_view cause)
{
    return { "User.LoggedOut", with(account, "cause", cause) };
}

} // namespace locus::people
