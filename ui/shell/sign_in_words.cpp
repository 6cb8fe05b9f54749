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
        return tr("Nothing was changed: it needs your password again.");
    }
    if (code == "people.bad_token" || code == "session.revoked") {
        return tr("This sign-in is no longer valid. Sign in.");
    }
    return ConnectionWords::cause(error);
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
