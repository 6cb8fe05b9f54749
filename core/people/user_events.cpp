// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/user_events.h"

#include "core/base/json_writer.h"
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

UserEvent created(const AccountSummary& account)
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

// One who is kept out for as long as anybody is.
bool isLocked(const Account& account)
{
    return account.shown.lockedUntil && signInPause(account.shown.failures) >= longestSignInPause;
}

void addRoles(
    std::vector<UserEvent>& out, const AccountSummary& before, const AccountSummary& after)
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

void addSignIn(std::vector<UserEvent>& out, const Account& after, const AccountWish& wish)
{
    if (!wish.signedIn) {
        out.push_back({ "User.LoginFailed", with(after.shown, "reason", "people.bad_sign_in") });
        return;
    }
    const char* how = wish.totpStep > 0 ? "password and code" : "password";
    out.push_back({ "User.LoggedIn", with(after.shown, "method", how) });
}

} // namespace

std::vector<UserEvent> userEvents(std::string_view command, const std::optional<Account>& before,
    const Account& after, const AccountWish& wish)
{
    std::vector<UserEvent> out;
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
    if (!isLocked(*before) && isLocked(after)) {
        out.push_back(
            { "User.Locked", with(after.shown, "until", toRfc3339(*after.shown.lockedUntil)) });
    }
    const bool wasShut = isLocked(*before) || !before->shown.isEnabled();
    if (wasShut && !isLocked(after) && after.shown.isEnabled()) {
        out.push_back({ "User.Unlocked", with(after.shown, {}, {}) });
    }
    return out;
}

UserEvent loggedOut(const AccountSummary& account, std::string_view cause)
{
    return { "User.LoggedOut", with(account, "cause", cause) };
}

} // namespace locus::people
