// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/people/account.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::people {

// What a command of this capability asks for; `name` is the command's own. Passwords come hashed.
struct AccountWish
{
    std::optional<AccountId> id; // of an account that is there
    std::string user; // of a new one
    AccountKind kind = AccountKind::Person; // of a new one
    std::optional<std::string> displayName;
    std::optional<std::vector<Role>> roles;
    std::string passwordHash;
    Bytes totpSecret; // of an enrolment
    std::string code; // that confirms it
    bool signedIn = false; // noteSignIn: it went well
    std::int64_t totpStep = 0; // noteSignIn: of the code that was taken
    std::optional<Instant> passwordSetAt; // noteSignIn: of the password that was compared
    std::string cause; // noteSignOut: why the session ended
};

// Names of the commands: what the gateway sends and the loop's role takes.
inline constexpr std::string_view createAccount = "people.accounts.create";
inline constexpr std::string_view updateAccount = "people.accounts.update";
inline constexpr std::string_view disableAccount = "people.accounts.disable";
inline constexpr std::string_view enableAccount = "people.accounts.enable";
inline constexpr std::string_view setPassword = "people.accounts.setPassword";
inline constexpr std::string_view enrolTotp = "people.totp.enrol";
inline constexpr std::string_view confirmTotp = "people.totp.confirm";
inline constexpr std::string_view removeTotp = "people.totp.remove";
inline constexpr std::string_view firstAdmin = "people.firstAdmin";
inline constexpr std::string_view noteSignIn = "people.noteSignIn"; // the gateway's own
inline constexpr std::string_view noteOidcSignIn = "people.noteOidcSignIn"; // and this
inline constexpr std::string_view noteSignOut = "people.noteSignOut"; // so is this

Bytes encodeWish(const AccountWish& wish);
// Errors: invalid "people.bad_wish" naming the member.
Result<AccountWish> decodeWish(BytesView text);

} // namespace locus::people
