// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/base/uuid.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace locus::protocol {

// Answer to session.signIn. needsCode: the password was right, ask again with a code; nothing else
// is set then.
struct SignedIn
{
    std::string token; // for session.open and as bearer; idle and absolute lifetime
    std::string user;
    std::vector<std::string> roles;
    Instant expiresAt {}; // at the latest
    bool needsCode = false;
    std::string displayName {}; // empty: an older core, which does not say it

    [[nodiscard]] Bytes toJson() const;
    static Result<SignedIn> fromJson(BytesView text);
};

// How people may sign in here, beside a password; nothing of any account.
struct SignInWays
{
    std::string identityProvider; // its host; empty: this core has none

    [[nodiscard]] Bytes toJson() const;
    static Result<SignInWays> fromJson(BytesView text);
};

// May stand before session.open, for a page that offers what there is.
struct SessionSignInWays
{
    using Answer = SignInWays;
    static constexpr std::string_view method = "session.signInWays";

    [[nodiscard]] Bytes toJson() const;
    static Result<SessionSignInWays> fromJson(BytesView text);
};

// May stand before session.open. Errors: refused "people.bad_sign_in" whatever the cause.
struct SessionSignIn
{
    using Answer = SignedIn;
    static constexpr std::string_view method = "session.signIn";

    std::string user;
    std::string password;
    std::string code;

    [[nodiscard]] Bytes toJson() const;
    static Result<SessionSignIn> fromJson(BytesView text);
};

// The beginning of a sign-in by an identity provider: `url` is for the person's browser; `flow`
// goes back with what the redirect says, and nowhere else.
struct OidcBegun
{
    std::string flow;
    std::string url;
    std::string state; // that the redirect has to carry

    [[nodiscard]] Bytes toJson() const;
    static Result<OidcBegun> fromJson(BytesView text);
};

// May stand before session.open, as the next. Errors: refused "people.oidc_off" (no provider is
// configured), "people.oidc_provider"; retriable "people.oidc_away"; invalid
// "people.oidc_redirect".
struct OidcBegin
{
    using Answer = OidcBegun;
    static constexpr std::string_view method = "session.oidcBegin";

    std::string redirectUri; // http://127.0.0.1:<port>/<path>, exactly as the redirect will come

    [[nodiscard]] Bytes toJson() const;
    static Result<OidcBegin> fromJson(BytesView text);
};

// Once for each beginning. Errors: refused "people.oidc_refused" whatever is wrong with the
// account; "people.oidc_flow", "people.oidc_state" and others of the token (core/people).
struct OidcFinish
{
    using Answer = SignedIn;
    static constexpr std::string_view method = "session.oidcFinish";

    std::string flow;
    std::string state;
    std::string code;
    std::string issuer; // "iss" of the redirect, if it had one

    [[nodiscard]] Bytes toJson() const;
    static Result<OidcFinish> fromJson(BytesView text);
};

struct SignedInAgain
{
    Instant freshUntil {};
    bool needsCode = false;

    [[nodiscard]] Bytes toJson() const;
    static Result<SignedInAgain> fromJson(BytesView text);
};

// Before sensitive acts: refused "session.sign_in_again" asks for it.
struct SessionSignInAgain
{
    using Answer = SignedInAgain;
    static constexpr std::string_view method = "session.signInAgain";

    std::string password;
    std::string code;

    [[nodiscard]] Bytes toJson() const;
    static Result<SessionSignInAgain> fromJson(BytesView text);
};

// The same by the identity provider, where the person has to sign in anew (prompt=login). Answer
// and errors as session.oidcBegin; also refused "people.no_account".
struct OidcBeginAgain : OidcBegin
{
    static constexpr std::string_view method = "session.oidcBeginAgain";
};

// Errors: those of session.oidcFinish; refused "people.oidc_other_person" (not the one whose
// session this is), "people.oidc_old_sign_in".
struct OidcFinishAgain : OidcFinish
{
    using Answer = SignedInAgain;
    static constexpr std::string_view method = "session.oidcFinishAgain";
};

struct EndedSessions
{
    std::int64_t ended = 0;

    [[nodiscard]] Bytes toJson() const;
    static Result<EndedSessions> fromJson(BytesView text);
};

// The session of the caller ends, on every socket.
struct SessionSignOut
{
    using Answer = EndedSessions;
    static constexpr std::string_view method = "session.signOut";

    [[nodiscard]] Bytes toJson() const;
    static Result<SessionSignOut> fromJson(BytesView text);
};

// All sessions of a user; another's only by an admin. Empty: one's own.
struct SessionEndAll
{
    using Answer = EndedSessions;
    static constexpr std::string_view method = "session.endAll";

    std::string user;

    [[nodiscard]] Bytes toJson() const;
    static Result<SessionEndAll> fromJson(BytesView text);
};

struct SessionInfo
{
    std::string sessionId;
    std::string user;
    Instant openedAt {};
    Instant lastUsedAt {};
    Instant expiresAt {};
    bool isCurrent = false;
};

struct SessionsShown
{
    std::vector<SessionInfo> items;

    [[nodiscard]] Bytes toJson() const;
    static Result<SessionsShown> fromJson(BytesView text);
};

// Sessions of people who signed in: one's own; for an admin everybody's.
struct SessionList
{
    using Answer = SessionsShown;
    static constexpr std::string_view method = "session.list";

    [[nodiscard]] Bytes toJson() const;
    static Result<SessionList> fromJson(BytesView text);
};

// The secret is shown this once; it counts when a code has confirmed it.
struct TotpEnrolled
{
    std::string secret; // base32
    std::string uri; // otpauth://

    [[nodiscard]] Bytes toJson() const;
    static Result<TotpEnrolled> fromJson(BytesView text);
};

// One's own second factor.
struct TotpEnrol
{
    using Answer = TotpEnrolled;
    static constexpr std::string_view method = "people.totp.enrol";

    [[nodiscard]] Bytes toJson() const;
    static Result<TotpEnrol> fromJson(BytesView text);
};

} // namespace locus::protocol
