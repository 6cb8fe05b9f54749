// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/oidc_options.h"
#include "core/gateway/oidc_provider_link.h"
#include "core/gateway/rpc_table.h"
#include "core/people/account.h"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace locus {
class RandomSource;
class UuidSource;
} // namespace locus
namespace locus::protocol {
struct OidcBegin;
struct OidcFinish;
struct SignInWays;
} // namespace locus::protocol

namespace locus::gateway {

class CommandSender;
class ReaderThread;
class SessionBook;

// Sign-in by an identity provider: authorisation code with PKCE. The core makes state, nonce and
// verifier and exchanges the code itself, so that neither verifier nor any of the provider's tokens
// ever leaves it, and no client can bring a token of another sign-in. The window only opens the
// browser and hands back what the redirect said. Thread contract: the gateway's thread.
class OidcSignIn
{
public:
    struct Services
    {
        ReaderThread& reader;
        CommandSender& commands;
        SessionBook& sessions;
        const Clock& clock;
        UuidSource& ids;
        RandomSource& random; // fit for secrets
    };
    OidcSignIn(const Services& services, OidcOptions options);

    // What anybody may know who comes to the door.
    [[nodiscard]] protocol::SignInWays ways() const;
    // Replies with protocol::OidcBegun. Errors: refused "people.oidc_off", "people.oidc_provider";
    // retriable "people.oidc_away", "gateway.overloaded"; invalid "people.oidc_redirect".
    void begin(const protocol::OidcBegin& message, Reply reply);
    // Replies with protocol::SignedIn; each beginning can be finished once. Errors: refused
    // "people.oidc_flow", "people.oidc_state", "people.oidc_refused" (no account that may sign in,
    // no role), those of verifyIdToken() and of the provider's link.
    void finish(const protocol::OidcFinish& message, const std::string& address, Reply reply);

    // The same for the session that calls: whoever has it signs in at the provider anew (prompt,
    // max_age and auth_time of OpenID Connect Core 3.1.2.1). Errors: also refused
    // "people.no_account".
    void beginAgain(const Call& call, const protocol::OidcBegin& message, Reply reply);
    // Replies with protocol::SignedInAgain. Errors: also refused "people.oidc_other_person".
    void finishAgain(const Call& call, const protocol::OidcFinish& message, Reply reply);

private:
    struct Flow
    {
        std::string state;
        std::string nonce;
        std::string verifier;
        std::string redirect;
        Duration begun { 0 };
        Instant begunAt {};
        std::string session {}; // that is to be proved; empty: one is to be opened
    };
    struct Try;
    using TryPtr = std::shared_ptr<Try>;

    std::string secret();
    void start(Flow flow, Reply reply);
    void exchange(const protocol::OidcFinish& message, const TryPtr& attempt);
    void prove(const TryPtr& attempt);
    void verify(const TryPtr& attempt, bool keysAnew);
    void findAccount(const TryPtr& attempt, people::OidcClaims claims);
    void note(const TryPtr& attempt, const people::OidcClaims& claims,
        const std::optional<people::Account>& account);
    void welcome(const TryPtr& attempt, const std::string& user);
    [[nodiscard]] std::vector<people::Role> rolesOf(const people::OidcClaims& claims) const;

    Services m_services;
    const OidcOptions m_options;
    OidcProviderLink m_provider;
    std::map<std::string, Flow> m_flows; // by digest of what finishes it
};

} // namespace locus::gateway
