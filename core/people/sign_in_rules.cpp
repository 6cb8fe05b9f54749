// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/sign_in_rules.h"

#include "core/people/totp.h"

#include <algorithm>

namespace locus::people {

Duration signInPause(std::int64_t failures)
{
    constexpr std::int64_t doublings = 10; // 1024 s: above the longest pause
    if (failures <= 0) {
        return Duration(0);
    }
    const Duration pause =
        std::chrono::seconds(std::int64_t { 1 } << std::min(failures - 1, doublings));
    return std::min(pause, longestSignInPause);
}

Duration signInWait(const Account& account, Instant now)
{
    const auto& until = account.shown.lockedUntil;
    if (!until || *until <= now) {
        return Duration(0);
    }
    return std::min<Duration>(*until - now, longestSignInPause);
}

bool isLocked(const AccountSummary& account)
{
    return account.lockedUntil && signInPause(account.failures) >= longestSignInPause;
}

SignInFinding judgeSignIn(
    const std::optional<Account>& account, bool passwordRight, std::string_view code, Instant now)
{
    if (!account || !passwordRight || !account->shown.isEnabled()
        || account->shown.kind != AccountKind::Person) {
        return {};
    }
    if (!account->shown.hasSecondFactor) {
        return { SignInVerdict::Welcome, 0 };
    }
    if (code.empty()) {
        return { SignInVerdict::NeedsCode, 0 };
    }
    const auto step = matchTotp(account->totpSecret, code, now, account->totpStep);
    return step ? SignInFinding { SignInVerdict::Welcome, *step } : SignInFinding {};
}

Error badSignIn(Duration wait)
{
    Error error = refused("people.bad_sign_in",
        "user, password and code do not belong together, or the account may not sign in now");
    if (wait > Duration(0)) {
        const auto millis = std::chrono::ceil<std::chrono::milliseconds>(wait).count();
        error.context.emplace_back("retryAfterMs", std::to_string(millis));
    }
    return error;
}

} // namespace locus::people
