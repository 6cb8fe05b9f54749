// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/people/account.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace locus::people {

inline constexpr Duration longestSignInPause = std::chrono::minutes(15);

// After so many failures in a row nobody may try for 1, 2, 4, … seconds, at most 15 minutes.
[[nodiscard]] Duration signInPause(std::int64_t failures);

// How long the account itself says to wait; zero: not at all. Never longer than the longest pause,
// however the wall clock was set meanwhile.
[[nodiscard]] Duration signInWait(const Account& account, Instant now);

// One who is kept out for as long as anybody is; enabling the account ends it, or a sign-in.
[[nodiscard]] bool isLocked(const AccountSummary& account);

enum class SignInVerdict : std::uint8_t
{
    Welcome,
    NeedsCode, // the password was right, a code has to come with it
    Refused, // whatever the cause: callers are told one and the same
};

struct SignInFinding
{
    SignInVerdict verdict = SignInVerdict::Refused;
    std::int64_t totpStep = 0; // of the code that was taken; 0: none
};

// Decides when the password has been compared. `account`: none, if nobody has the name. `code`
// may be empty.
SignInFinding judgeSignIn(
    const std::optional<Account>& account, bool passwordRight, std::string_view code, Instant now);

// The one answer to a name nobody has, a wrong password, a wrong or used code, a pause and a
// disabled account: refused "people.bad_sign_in", with retryAfterMs if there is a pause.
Error badSignIn(Duration wait);

} // namespace locus::people
