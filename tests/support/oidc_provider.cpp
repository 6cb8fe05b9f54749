// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/oidc_provider.h"

#include "core/people/oidc_token.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QUrl>
#include <QUrlQuery>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <nlohmann/json.hpp>

#include <ctime>

namespace locus::test {

using nlohmann::json;
using people::toBase64Url;

struct OidcSigner::Pair
{
    EVP_PKEY* key = nullptr;
    ~Pair() { EVP_PKEY_free(key); }

    [[nodiscard]] std::string number(const char* name, int width) const
    {
        BIGNUM* value = nullptr;
        EVP_PKEY_get_bn_param(key, name, &value);
        const int size = width > 0 ? width : BN_num_bytes(value);
        std::string out(static_cast<std::size_t>(size), '\0');
        BN_bn2binpad(value, reinterpret_cast<unsigned char*>(out.data()), size);
        BN_free(value);
        return out;
    }
};

OidcSigner::OidcSigner(Kind kind, std::string id)
    : m_pair(std::make_unique<Pair>())
    , m_kind(kind)
    , m_id(std::move(id))
{
    m_pair->key = kind == Kind::Rsa ? EVP_RSA_gen(2048U) : EVP_EC_gen("P-256");
}

OidcSigner::~OidcSigner() = default;

std::string OidcSigner::jwk() const
{
    if (m_kind == Kind::Rsa) {
        return json {
            { "kty", "RSA" }, { "use", "sig" }, { "alg", "RS256" }, { "kid", m_id },
            { "n", toBase64Url(m_pair->number(OSSL_PKEY_PARAM_RSA_N, 0)) },
            { "e", toBase64Url(m_pair->number(OSSL_PKEY_PARAM_RSA_E, 0)) }
        }.dump();
    }
    return json {
        { "kty", "EC" }, { "use", "sig" }, { "crv", "P-256" }, { "kid", m_id },
        { "x", toBase64Url(m_pair->number(OSSL_PKEY_PARAM_EC_PUB_X, 32)) },
        { "y", toBase64Url(m_pair->number(OSSL_PKEY_PARAM_EC_PUB_Y, 32)) }
    }.dump();
}

std::string OidcSigner::publicOctets() const
{
    return m_pair->number(
        m_kind == Kind::Rsa ? OSSL_PKEY_PARAM_RSA_N : OSSL_PKEY_PARAM_EC_PUB_X, 0);
}

std::string OidcSigner::sign(const std::string& claims, const std::string& header) const
{
    const std::string own =
        json { { "alg", m_kind == Kind::Rsa ? "RS256" : "ES256" }, { "kid", m_id } }.dump();
    const std::string text = toBase64Url(header.empty() ? own : header) + '.' + toBase64Url(claims);
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, m_pair->key);
    std::size_t size = 0;
    const auto* octets = reinterpret_cast<const unsigned char*>(text.data());
    EVP_DigestSign(context, nullptr, &size, octets, text.size());
    std::string signature(size, '\0');
    EVP_DigestSign(
        context, reinterpret_cast<unsigned char*>(signature.data()), &size, octets, text.size());
    EVP_MD_CTX_free(context);
    signature.resize(size);
    if (m_kind == Kind::Ec) { // DER to r and s side by side
        const auto* der = reinterpret_cast<const unsigned char*>(signature.data());
        ECDSA_SIG* both = d2i_ECDSA_SIG(nullptr, &der, static_cast<long>(size));
        std::string raw(64, '\0');
        auto* out = reinterpret_cast<unsigned char*>(raw.data());
        BN_bn2binpad(ECDSA_SIG_get0_r(both), out, 32);
        BN_bn2binpad(ECDSA_SIG_get0_s(both), out + 32, 32);
        ECDSA_SIG_free(both);
        signature = raw;
    }
    return text + '.' + toBase64Url(signature);
}

std::string unsignedToken(const std::string& header, const std::string& claims)
{
    return toBase64Url(header) + '.' + toBase64Url(claims) + '.';
}

std::string hs256Token(
    const std::string& header, const std::string& claims, const std::string& secret)
{
    const std::string text = toBase64Url(header) + '.' + toBase64Url(claims);
    const QByteArray mac = QMessageAuthenticationCode::hash(QByteArray::fromStdString(text),
        QByteArray::fromStdString(secret), QCryptographicHash::Sha256);
    return text + '.' + toBase64Url(mac.toStdString());
}

namespace {

std::string valueOf(const QUrlQuery& query, const char* name)
{
    return query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded).toStdString();
}

} // namespace

OidcProvider::OidcProvider()
    : m_key(std::make_shared<OidcSigner>(OidcSigner::Kind::Rsa, "first"))
    , m_server([this](const ServedRequest& request) { return serve(request); })
{ }

void OidcProvider::useKey(std::shared_ptr<OidcSigner> key)
{
    const std::lock_guard lock(m_mutex);
    m_key = std::move(key);
}

std::string OidcProvider::agree(const std::string& authorizationUrl)
{
    const std::lock_guard lock(m_mutex);
    return grant(QUrlQuery(QUrl(QString::fromStdString(authorizationUrl))));
}

std::string OidcProvider::grant(const QUrlQuery& asked)
{
    const std::string code = "code-" + std::to_string(++m_codes);
    m_grants[code] = { valueOf(asked, "nonce"), valueOf(asked, "code_challenge"),
        valueOf(asked, "redirect_uri"), valueOf(asked, "client_id") };
    return code;
}

ServedReply OidcProvider::page(const std::string& target)
{
    const QUrlQuery asked(QUrl(QString::fromStdString(target)));
    const std::string says = isDenied ? std::string("error=access_denied") : "code=" + grant(asked);
    ServedReply reply { 302, {} };
    reply.headers = { { "Location",
        valueOf(asked, "redirect_uri") + '?' + says + "&state=" + valueOf(asked, "state") } };
    return reply;
}

ServedReply OidcProvider::exchange(const std::string& form)
{
    const QUrlQuery sent(QString::fromStdString(form));
    const auto found = m_grants.find(valueOf(sent, "code"));
    const QByteArray digest = QCryptographicHash::hash(
        QByteArray::fromStdString(valueOf(sent, "code_verifier")), QCryptographicHash::Sha256);
    if (found == m_grants.end() || found->second.redirect != valueOf(sent, "redirect_uri")
        || found->second.clientId != valueOf(sent, "client_id")
        || found->second.challenge != toBase64Url(digest.toStdString())) {
        return { 400, R"({"error":"invalid_grant"})" };
    }
    const std::int64_t now = std::time(nullptr);
    json said = { { "iss", issuer() }, { "aud", found->second.clientId },
        { "nonce", found->second.nonce }, { "sub", "subject-1" },
        { "preferred_username", "a.osei" }, { "name", "Ama Osei" }, { "iat", now },
        { "exp", now + 300 } };
    for (const auto& [name, text] : claims) {
        said[name] = json::parse(text);
    }
    m_grants.erase(found);
    return { 200,
        json { { "token_type", "Bearer" }, { "access_token", "none of ours" },
            { "id_token", m_key->sign(said.dump()) } }
            .dump() };
}

ServedReply OidcProvider::serve(const ServedRequest& request)
{
    const std::lock_guard lock(m_mutex);
    if (isAway) {
        return { 503, "{}" };
    }
    if (request.target == "/.well-known/openid-configuration") {
        return { 200,
            json { { "issuer", issuer() }, { "authorization_endpoint", issuer() + "/authorize" },
                { "token_endpoint", issuer() + "/token" }, { "jwks_uri", issuer() + "/keys" } }
                .dump() };
    }
    if (request.target.starts_with("/authorize?")) {
        return page(request.target);
    }
    if (request.target == "/keys") {
        ++m_keyFetches;
        return { 200, "{\"keys\":[" + m_key->jwk() + "]}" };
    }
    if (request.target == "/token" && request.method == "POST") {
        return exchange(request.body);
    }
    return { 404, "{}" };
}

} // namespace locus::test
