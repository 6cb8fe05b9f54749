// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/http_server.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>

class QUrlQuery;

namespace locus::test {

// A key pair of an identity provider: signs tokens and shows its public half.
class OidcSigner
{
public:
    enum class Kind
    {
        Rsa, // RS256
        Ec // ES256, P-256
    };
    OidcSigner(Kind kind, std::string id);
    ~OidcSigner();
    OidcSigner(const OidcSigner&) = delete;
    OidcSigner& operator=(const OidcSigner&) = delete;

    [[nodiscard]] std::string jwk() const; // one JSON object
    // header and claims are JSON; the header gets alg and kid unless `header` is given.
    [[nodiscard]] std::string sign(const std::string& claims, const std::string& header = {}) const;
    [[nodiscard]] std::string publicOctets() const; // what a confused verifier takes for a secret

private:
    struct Pair;
    std::unique_ptr<Pair> m_pair;
    const Kind m_kind;
    const std::string m_id;
};

std::string unsignedToken(const std::string& header, const std::string& claims);
std::string hs256Token(
    const std::string& header, const std::string& claims, const std::string& secret);

// An OpenID Connect provider on a free port of the loopback: discovery, keys, and the token
// endpoint with PKCE. Whoever opens its page is sent back at once, as if the person had signed in
// or refused; a test can also make the code itself.
class OidcProvider
{
public:
    OidcProvider();

    [[nodiscard]] std::string issuer() const { return m_server.url(); }
    // The person behind the authorisation address agreed: a code, once.
    std::string agree(const std::string& authorizationUrl);
    void useKey(std::shared_ptr<OidcSigner> key); // from now on; the old one is gone

    // What the next tokens say, over what is right. Values are JSON.
    std::map<std::string, std::string> claims;
    bool isAway = false;
    bool isDenied = false; // what its page comes to
    [[nodiscard]] int keyFetches() const { return m_keyFetches; }

private:
    ServedReply serve(const ServedRequest& request);
    ServedReply exchange(const std::string& form);
    std::string grant(const QUrlQuery& asked);
    ServedReply page(const std::string& target);

    struct Grant
    {
        std::string nonce;
        std::string challenge;
        std::string redirect;
        std::string clientId;
    };
    std::mutex m_mutex;
    std::map<std::string, Grant> m_grants; // by code
    std::shared_ptr<OidcSigner> m_key;
    int m_keyFetches = 0;
    int m_codes = 0;
    HttpServer m_server;
};

} // namespace locus::test
