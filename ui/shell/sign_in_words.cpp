// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sign_in_words.h"

#include "ui/models/text.h"
#include "ui/shell/connection_words.h"

namespace locus::ui {

QString SignInWords::refusal(const Error& error)
{
    const auto& code = error.code;
    if (code == "people.bad_sign_in") {
        return tr("User name, password or code is wrong, or the account may not sign in now.");
    }
    if (code == "gateway.rate" || code == "session.too_many_sign_ins") {
        return tr("There were too many attempts in a short time.");
    }
    if (code == "client.offline" || code == "client.timeout" || code == "client.no_answer"
        || code == "client.connection_lost") {
        return tr("The core does not answer. Nothing is lost; try again when it is back.");
    }
    if (code == "people.weak_password") {
        return tr("The password needs 12 characters or more and may not be the user name.");
    }
    if (code == "people.name_taken") {
        return tr("There is an account with this user name already.");
    }
    if (code == "people.not_first") {
        return tr("There are accounts already; an administrator makes further ones.");
    }
    if (code == "people.bad_account") {
        return tr("A user name has 1 to 64 small letters, digits, hyphens, underscores or dots.");
    }
    if (code == "people.bad_code") {
        return tr("The code is wrong or was used already; wait for the next one.");
    }
    if (code == "people.has_totp") {
        return tr("There is a second factor already; remove it before you set up another.");
    }
    if (code == "people.no_totp") {
        return tr("There is no second factor.");
    }
    if (code == "session.sign_in_again") {
        return tr("Nothing was changed: you have to sign in again for it.");
    }
    if (code == "people.bad_token" || code == "session.revoked") {
        return tr("This sign-in is no longer valid. Sign in.");
    }
    const auto words = byProvider(code);
    return words.isEmpty() ? ConnectionWords::cause(error) : words;
}

// What is wrong with a token is the provider's or the network's matter, and the core's log names
// it.
QString SignInWords::byProvider(const std::string& code)
{
    if (code == "client.oidc_denied") {
        return tr("The identity provider did not let you in, or you cancelled there.");
    }
    if (code == "client.oidc_timeout") {
        return tr("Nobody signed in in the browser in time. Begin again.");
    }
    if (code == "client.oidc_redirect" || code == "people.oidc_state"
        || code == "people.oidc_flow") {
        return tr("The browser's answer does not belong to this sign-in; another program may have "
                  "answered first. Begin again.");
    }
    if (code == "client.oidc_address") {
        return tr("The core names an address that is not safe to open. Nothing was opened; tell "
                  "whoever runs the core.");
    }
    if (code == "client.no_port" || code == "people.oidc_redirect") {
        return tr("The browser's answer cannot be received on this computer.");
    }
    if (code == "people.oidc_off") {
        return tr("This core has no identity provider. Sign in with a password.");
    }
    if (code == "people.oidc_away" || code == "people.oidc_bad_keys") {
        return tr("The core does not reach the identity provider. Try again, or sign in with a "
                  "password if you have one.");
    }
    if (code == "people.oidc_provider") {
        return tr("The identity provider is not set up as it should be; tell whoever runs the "
                  "core.");
    }
    if (code == "people.oidc_refused") {
        return tr("The identity provider knows you, but you may not sign in here. Ask an "
                  "administrator.");
    }
    if (code == "people.oidc_other_person") {
        return tr("Somebody else signed in at the identity provider. Sign out there, then sign in "
                  "yourself.");
    }
    if (code == "people.oidc_old_sign_in") {
        return tr("The identity provider did not ask you again. Sign out there, then try once "
                  "more.");
    }
    if (code == "people.oidc_expired" || code == "people.oidc_not_yet") {
        return tr("The identity provider's answer is not valid at this time: its clock and the "
                  "core's differ, or it took too long. Begin again.");
    }
    if (code == "people.oidc_no_user") {
        return tr("The identity provider does not say who you are; tell whoever runs the core.");
    }
    if (code.starts_with("people.oidc_")) {
        return tr("The identity provider's answer could not be verified, so nobody was signed in. "
                  "Begin again; if it stays so, tell whoever runs the core.");
    }
    return {};
}

QString SignInWords::reason(const Error& error)
{
    const auto& code = error.code;
    if (code == "session.account_disabled") {
        return tr("An administrator has disabled this account. Your work is kept.");
    }
    if (code == "session.rights_changed") {
        return tr("Your roles have changed. Sign in again; your work is kept.");
    }
    if (code == "session.password_changed") {
        return tr("The password of this account was changed. Sign in with the new one; your work "
                  "is kept.");
    }
    return tr("The session is over: it was idle too long, was ended, or the core has started "
              "anew. Sign in again; your work is kept.");
}

QString SignInWords::purpose(const QString& method)
{
    if (method == QLatin1StringView("people.accounts.setPassword")) {
        return tr("change a password");
    }
    if (method.startsWith(QLatin1StringView("people.totp."))) {
        return tr("change the second factor");
    }
    if (method == QLatin1StringView("session.endAll")) {
        return tr("end sessions");
    }
    if (method.startsWith(QLatin1StringView("people."))) {
        return tr("change accounts");
    }
    return tr("do this");
}

qint64 SignInWords::waitMs(const Error& error)
{
    return fromStd(error.fact("retryAfterMs")).toLongLong();
}

} // namespace locus::ui
