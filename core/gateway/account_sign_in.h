// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/gateway/rpc_table.h"
#include "core/gateway/sign_in_pauses.h"
#include "core/gateway/token_bucket.h"
#include "core/people/account.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace locus {
class Clock;
class UuidSource;
} // namespace locus
namespace locus::protocol {
struct SessionSignIn;
struct SessionSignInAgain;
} // namespace locus::protocol

namespace locus::gateway {

class CommandSender;
class PasswordWorkers;
class ReaderThread;
class SessionBook;
struct GatewayLimits;

// Signs people in by user, password and code. Whatever is wrong, the answer and the work are the
// same: the account is read, a password is hashed, a note goes to the loop, which alone decides who
// came first where a code or a password is used up. Thread contract: the gateway's thread.
class AccountSignIn
{
public:
    struct Services
    {
        ReaderThread& reader;
        PasswordWorkers& workers;
        CommandSender& commands;
        SessionBook& sessions;
        const Clock& clock;
        UuidSource& ids;
        const GatewayLimits& limits;
    };
    explicit AccountSignIn(const Services& services);

    // Replies with protocol::SignedIn. Errors: refused "people.bad_sign_in" with retryAfterMs;
    // retriable "gateway.rate" (too many of this address), "gateway.overloaded" and those of the
    // store.
    void signIn(const protocol::SessionSignIn& message, const std::string& address, Reply reply);
    // Of the session that calls; replies with protocol::SignedInAgain. Errors: also refused
    // "people.no_account".
    void signInAgain(const Call& call, const protocol::SessionSignInAgain& message, Reply reply);

    // One more try of this address, by whatever way in. Errors: retriable "gateway.rate".
    [[nodiscard]] Status allow(const std::string& address);

private:
    struct Try;
    using TryPtr = std::shared_ptr<Try>;

    void begin(const TryPtr& attempt);
    void compare(const TryPtr& attempt);
    void judge(const TryPtr& attempt);
    void welcome(const TryPtr& attempt, std::int64_t totpStep);
    void fail(const TryPtr& attempt);
    void giveUp(const TryPtr& attempt, Error error);
    void note(const TryPtr& attempt, bool signedIn, std::int64_t totpStep, Reply reply);

    Services m_services;
    SignInPauses m_pauses;
    std::map<std::string, TokenBucket> m_rates; // by address
};

} // namespace locus::gateway
