// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/account_rules.h"

#include "core/base/text.h"
#include "core/people/sign_in_rules.h"
#include "core/people/totp.h"

#include <algorithm>

namespace locus::people {

namespace {

constexpr std::size_t longestUser = 64;
constexpr std::size_t longestText = 128; // octets

Error badAccount(const char* field, const std::string& allowed)
{
    return invalid("people.bad_account", std::string(field) + ": " + allowed)
        .with("field", field)
        .with("allowed", allowed);
}

bool isUserName(std::string_view name)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    };
    return !name.empty() && name.size() <= longestUser
        && std::all_of(name.begin(), name.end(), allowed);
}

bool isText(std::string_view text)
{
    return text.size() <= longestText && isUtf8(text)
        && std::none_of(text.begin(), text.end(),
            [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7F; });
}

Status checkShown(const AccountSummary& account)
{
    if (!isUserName(account.user)) {
        return badAccount("user", "1 to 64 lower-case letters, digits, '-', '_' or '.'");
    }
    if (!isText(account.displayName) || trimmed(account.displayName).empty()) {
        return badAccount("displayName", "1 to 128 octets of text in one line");
    }
    if (account.roles.empty()) {
        return invalid("people.no_roles", "an account needs at least one role")
            .with("field", "roles")
            .with("allowed", "clinician, coordinator, operator, auditor, admin");
    }
    return {};
}

template <typename T> void sortUnique(std::vector<T>& values)
{
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

void takeDetails(AccountSummary& account, const AccountWish& wish)
{
    account.displayName = wish.displayName.value_or(account.displayName);
    account.roles = wish.roles.value_or(account.roles);
    sortUnique(account.roles);
}

void takePassword(Account& account, const std::string& hash, Instant now)
{
    account.passwordHash = hash;
    account.shown.passwordSetAt = now;
    account.shown.failures = 0;
    account.shown.lockedUntil.reset();
}

bool isActiveAdmin(const AccountSummary& account)
{
    return account.isEnabled() && account.kind == AccountKind::Person && account.has(Role::Admin);
}

enum class Password
{
    Needed,
    None // an identity provider says who it is
};

Result<Account> create(const AccountWish& wish, const AccountCircumstances& around,
    Password password = Password::Needed)
{
    Account account;
    AccountSummary& shown = account.shown;
    shown.id = around.newId;
    shown.user = wish.user;
    shown.displayName = wish.user;
    shown.kind = wish.kind;
    shown.createdAt = around.now;
    takeDetails(shown, wish);
    LOCUS_TRY(checkShown(shown));
    if (around.nameTaken) {
        return refused(
            "people.name_taken", "there is an account with this user name already; choose another")
            .with("field", "user");
    }
    if (password == Password::None) {
        return account;
    }
    const bool isPerson = wish.kind == AccountKind::Person;
    if (isPerson == wish.passwordHash.empty()) {
        return invalid("people.no_password",
            isPerson ? "a person's account needs a first password"
                     : "a service account has no password; issue a token for it")
            .with("field", "password")
            .with("allowed", isPerson ? "a password" : "none");
    }
    if (isPerson) {
        takePassword(account, wish.passwordHash, around.now);
    }
    return account;
}

Result<Account> createFirst(AccountWish wish, const AccountCircumstances& around)
{
    if (around.accounts > 0) {
        return refused("people.not_first",
            "there are accounts already; an admin among them makes further ones");
    }
    wish.kind = AccountKind::Person;
    wish.roles = std::vector { Role::Admin };
    return create(wish, around);
}

Result<Account> update(Account account, const AccountWish& wish, const AccountCircumstances& around)
{
    const std::vector<Role> before = account.shown.roles;
    takeDetails(account.shown, wish);
    LOCUS_TRY(checkShown(account.shown));
    const bool isOwn =
        account.shown.user == around.actor || account.shown.user == around.onBehalfOf;
    if (account.shown.roles != before && isOwn) {
        return refused("people.own_roles", "nobody changes his own roles; another admin may")
            .with("field", "roles");
    }
    return account;
}

Result<Account> enrol(Account account, const AccountWish& wish)
{
    if (account.shown.hasSecondFactor) {
        return refused("people.has_totp",
            "this account has a second factor; remove it before another is enrolled");
    }
    account.totpSecret = wish.totpSecret;
    account.totpStep = 0;
    return account;
}

Result<Account> confirm(
    Account account, const AccountWish& wish, const AccountCircumstances& around)
{
    if (account.totpSecret.empty()) {
        return refused("people.no_totp", "no second factor is being enrolled; enrol one first");
    }
    const auto step = matchTotp(account.totpSecret, wish.code, around.now, account.totpStep);
    if (!step) {
        return refused("people.bad_code",
            "this is not the code of now; enter the six digits that the authenticator shows")
            .with("field", "code");
    }
    account.totpStep = *step;
    account.shown.hasSecondFactor = true;
    return account;
}

// What was found when the password was compared has to hold still: the loop alone sees who came
// first.
Result<Account> noteOutcome(Account account, const AccountWish& wish, Instant now)
{
    AccountSummary& shown = account.shown;
    if (!wish.signedIn) {
        ++shown.failures;
        shown.lockedUntil = now + signInPause(shown.failures);
        return account;
    }
    const bool codeUsed = shown.hasSecondFactor && wish.totpStep <= account.totpStep;
    if (!shown.isEnabled() || codeUsed || wish.passwordSetAt != shown.passwordSetAt) {
        return badSignIn(Duration(0));
    }
    if (shown.hasSecondFactor) {
        account.totpStep = wish.totpStep;
    }
    if (!wish.passwordHash.empty()) {
        account.passwordHash = wish.passwordHash; // the same password, with more work
    }
    shown.failures = 0;
    shown.lockedUntil.reset();
    shown.lastSignIn = now;
    return account;
}

// An identity provider vouches for somebody, and may say which roles he has.
Result<Account> noteOidc(const std::optional<Account>& before, const AccountWish& wish,
    const AccountCircumstances& around)
{
    if (!before) {
        LOCUS_TRY_VALUE(made, create(wish, around, Password::None));
        made.shown.lastSignIn = around.now;
        made.shown.version = 1;
        return made;
    }
    Account account = *before;
    AccountSummary& shown = account.shown;
    if (!shown.isEnabled() || shown.kind == AccountKind::Service) {
        return badSignIn(Duration(0));
    }
    takeDetails(shown, wish);
    LOCUS_TRY(checkShown(shown));
    if (shown.roles != before->shown.roles) {
        ++shown.version;
    }
    shown.failures = 0;
    shown.lockedUntil.reset();
    shown.lastSignIn = around.now;
    return account;
}

Result<Account> setNewPassword(
    Account account, const AccountWish& wish, const AccountCircumstances& around)
{
    if (account.shown.kind == AccountKind::Service || wish.passwordHash.empty()) {
        return invalid("people.no_password", "a service account has no password; issue a token")
            .with("field", "password");
    }
    takePassword(account, wish.passwordHash, around.now);
    return account;
}

Result<Account> change(std::string_view command, Account account, const AccountWish& wish,
    const AccountCircumstances& around)
{
    AccountSummary& shown = account.shown;
    if (command == updateAccount) {
        return update(std::move(account), wish, around);
    }
    if (command == setPassword) {
        return setNewPassword(std::move(account), wish, around);
    }
    if (command == confirmTotp) {
        return confirm(std::move(account), wish, around);
    }
    if (command == disableAccount) {
        shown.disabledAt = shown.disabledAt.value_or(around.now);
    } else if (command == enableAccount) {
        shown.disabledAt.reset();
        shown.failures = 0;
        shown.lockedUntil.reset();
    } else if (command == enrolTotp) {
        return enrol(std::move(account), wish);
    } else if (command == removeTotp) {
        account.totpSecret.clear();
        account.totpStep = 0;
        shown.hasSecondFactor = false;
    }
    return account;
}

} // namespace

Result<Account> decideAccount(std::string_view command, const std::optional<Account>& before,
    const AccountWish& wish, const AccountCircumstances& around)
{
    if (command == createAccount || command == firstAdmin) {
        LOCUS_TRY_VALUE(
            made, command == createAccount ? create(wish, around) : createFirst(wish, around));
        made.shown.version = 1;
        return made;
    }
    if (!before && command != noteOidcSignIn) {
        return notFound("people.unknown_account", "there is no such account");
    }
    if (command == noteSignIn) {
        return noteOutcome(*before, wish, around.now);
    }
    const bool isOidc = command == noteOidcSignIn;
    LOCUS_TRY_VALUE(
        after, isOidc ? noteOidc(before, wish, around) : change(command, *before, wish, around));
    if (!before) {
        return after;
    }
    if (isActiveAdmin(before->shown) && !isActiveAdmin(after.shown) && around.enabledAdmins <= 1) {
        return refused("people.last_admin",
            before->shown.user
                + " is the last admin who can sign in; give the role to somebody else first");
    }
    if (!isOidc) {
        ++after.shown.version;
    }
    return after;
}

} // namespace locus::people
