// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::people {

// One public key of an identity provider (RFC 7517): RSA of at least 2,048 bits, or EC on P-256.
struct OidcKey
{
    std::string id; // "kid"; may be empty
    bool isEc = false;
    Bytes first; // RSA: n; EC: x
    Bytes second; // RSA: e; EC: y
};

// Those that can sign; others are passed by. Errors: retriable "people.oidc_bad_keys".
Result<std::vector<OidcKey>> oidcKeysFrom(BytesView jwks);

// What a token has to say.
struct OidcExpected
{
    std::string issuer;
    std::string clientId;
    std::string nonce;
    std::string userClaim = "preferred_username";
    std::string groupsClaim = "groups";
    Instant now {};
    // The person has signed in there since then: "auth_time", asked for by max_age (3.1.2.1).
    std::optional<Instant> signedInSince {};
};

inline constexpr Duration oidcClockSkew = std::chrono::seconds(60);
inline constexpr Duration oldestOidcToken = std::chrono::minutes(10); // since it was issued

struct OidcClaims
{
    std::string subject;
    std::string user;
    std::string name; // empty: the token does not say
    std::vector<std::string> groups;
    std::optional<Instant> signedInAt {}; // "auth_time"; the token need not say it
};

// Verifies an id_token (OpenID Connect Core 3.1.3.7): RS256 or ES256 by one of the keys, each used
// for its own algorithm alone, then issuer, audience, nonce and times. Pure. Errors, all refused:
// "people.oidc_malformed", "people.oidc_algorithm" (none, HS256 ...), "people.oidc_unknown_key"
// (fetch the keys again), "people.oidc_signature", "people.oidc_issuer", "people.oidc_audience",
// "people.oidc_nonce", "people.oidc_expired", "people.oidc_not_yet", "people.oidc_no_user",
// "people.oidc_old_sign_in".
Result<OidcClaims> verifyIdToken(
    std::string_view token, const std::vector<OidcKey>& keys, const OidcExpected& expected);

// An address that a sign-in may lead a browser or this core to: https, or http on the own machine.
bool isOidcAddress(std::string_view url);

// RFC 4648 section 5, without padding.
std::string toBase64Url(BytesView bytes);

} // namespace locus::people
