// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/oidc_token.h"

#include "core/base/base64.h"
#include "core/base/text.h"

#include <nlohmann/json.hpp>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace locus::people {

using nlohmann::json;

namespace {

constexpr std::size_t longestToken = 32UL * 1024;
constexpr std::size_t shortestModulus = 256; // octets
constexpr std::size_t coordinate = 32; // octets, of P-256

template <auto Free> struct Freed
{
    template <typename T> void operator()(T* object) const { Free(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;

Error wrong(const char* code, const std::string& message)
{
    return refused(code, "the identity provider's token is not accepted: " + message);
}

std::optional<Bytes> fromBase64Url(std::string_view text)
{
    Bytes plain(text);
    if (plain.find_first_of("+/=") != Bytes::npos) {
        return std::nullopt;
    }
    std::replace(plain.begin(), plain.end(), '-', '+');
    std::replace(plain.begin(), plain.end(), '_', '/');
    plain.append((4 - plain.size() % 4) % 4, '=');
    return fromBase64(plain);
}

const unsigned char* octets(BytesView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

Number numberOf(BytesView bytes)
{
    return Number(BN_bin2bn(octets(bytes), static_cast<int>(bytes.size()), nullptr));
}

Key made(const char* kind, OSSL_PARAM_BLD* builder)
{
    const Params params(OSSL_PARAM_BLD_to_param(builder));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* key = nullptr;
    const bool good = params && context && EVP_PKEY_fromdata_init(context.get()) == 1
        && EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) == 1;
    return Key(good ? key : nullptr);
}

Key rsaKey(const OidcKey& key)
{
    const Number modulus = numberOf(key.first);
    const Number exponent = numberOf(key.second);
    const Builder builder(OSSL_PARAM_BLD_new());
    const bool good = builder && modulus && exponent
        && OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) == 1
        && OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) == 1;
    return good ? made("RSA", builder.get()) : Key();
}

Key ecKey(const OidcKey& key)
{
    const Bytes point = '\x04' + key.first + key.second;
    const Builder builder(OSSL_PARAM_BLD_new());
    const bool good = builder
        && OSSL_PARAM_BLD_push_utf8_string(
               builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0)
            == 1
        && OSSL_PARAM_BLD_push_octet_string(
               builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size())
            == 1;
    return good ? made("EC", builder.get()) : Key();
}

// A JWT has r and s side by side, OpenSSL wants them in DER.
Bytes derOf(BytesView raw)
{
    if (raw.size() != 2 * coordinate) {
        return {};
    }
    const Signature signature(ECDSA_SIG_new());
    Number r = numberOf(raw.substr(0, coordinate));
    Number s = numberOf(raw.substr(coordinate));
    if (!signature || !r || !s || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1) {
        return {};
    }
    (void)r.release(); // the signature's now
    (void)s.release();
    unsigned char* out = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &out);
    Bytes der =
        size > 0 ? Bytes(reinterpret_cast<char*>(out), static_cast<std::size_t>(size)) : Bytes();
    OPENSSL_free(out);
    return der;
}

bool isSignedBy(const OidcKey& key, BytesView text, BytesView signature)
{
    const Key loaded = key.isEc ? ecKey(key) : rsaKey(key);
    const Digest digest(EVP_MD_CTX_new());
    const Bytes form = key.isEc ? derOf(signature) : Bytes(signature);
    return loaded && digest && !form.empty()
        && EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, loaded.get()) == 1
        && EVP_DigestVerify(digest.get(), octets(form), form.size(), octets(text), text.size())
        == 1;
}

std::string textAt(const json& in, const char* name)
{
    const auto found = in.find(name);
    return found != in.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<Instant> secondsAt(const json& in, const char* name)
{
    const auto found = in.find(name);
    constexpr double most = 1e11; // the year 5138
    if (found == in.end() || !found->is_number() || found->get<double>() < 0
        || found->get<double>() > most) {
        return std::nullopt;
    }
    return fromMicros(static_cast<std::int64_t>(found->get<double>()) * 1'000'000);
}

std::optional<json> objectFrom(std::string_view part)
{
    const auto text = fromBase64Url(part);
    json object = text ? json::parse(*text, nullptr, false) : json();
    return object.is_object() ? std::optional(std::move(object)) : std::nullopt;
}

Status checkSignature(const json& header, std::string_view text, BytesView signature,
    const std::vector<OidcKey>& keys)
{
    const std::string algorithm = textAt(header, "alg");
    if (algorithm != "RS256" && algorithm != "ES256") {
        return wrong("people.oidc_algorithm", "it is signed by another algorithm than RS256, ES256")
            .with("allowed", "RS256, ES256");
    }
    if (header.contains("crit")) {
        return wrong("people.oidc_malformed", "its header asks for more than is known here");
    }
    const std::string id = textAt(header, "kid");
    bool isKnown = false;
    for (const OidcKey& key : keys) {
        if (key.isEc != (algorithm == "ES256")
            || (!id.empty() && !key.id.empty() && key.id != id)) {
            continue;
        }
        isKnown = true;
        if (isSignedBy(key, text, signature)) {
            return {};
        }
    }
    return isKnown ? wrong("people.oidc_signature", "its signature is not the provider's")
                   : wrong("people.oidc_unknown_key", "the provider has no key of this name");
}

bool isFor(const json& claims, const std::string& clientId)
{
    const auto audience = claims.find("aud");
    if (audience == claims.end()) {
        return false;
    }
    if (audience->is_string()) {
        return audience->get<std::string>() == clientId;
    }
    const bool named = audience->is_array()
        && std::any_of(audience->begin(), audience->end(),
            [&](const json& one) { return one.is_string() && one.get<std::string>() == clientId; });
    // Of several, the one it was issued to must be us.
    return named && (audience->size() == 1 || textAt(claims, "azp") == clientId);
}

Status checkTimes(const json& claims, Instant now)
{
    const auto expires = secondsAt(claims, "exp");
    const auto issued = secondsAt(claims, "iat");
    if (!expires || !issued) {
        return wrong("people.oidc_malformed", "it does not say when it was issued and expires");
    }
    if (now >= *expires + oidcClockSkew || now >= *issued + oldestOidcToken + oidcClockSkew) {
        return wrong("people.oidc_expired", "it has expired; sign in again");
    }
    const auto before = secondsAt(claims, "nbf");
    if (*issued > now + oidcClockSkew || (before && *before > now + oidcClockSkew)) {
        return wrong("people.oidc_not_yet",
            "it is of the future; the clocks of the provider and of this core differ");
    }
    return {};
}

Status checkClaims(const json& claims, const OidcExpected& expected)
{
    if (textAt(claims, "iss") != expected.issuer) {
        return wrong("people.oidc_issuer", "somebody else issued it than " + expected.issuer);
    }
    if (!isFor(claims, expected.clientId)) {
        return wrong("people.oidc_audience", "it is for another program");
    }
    if (expected.nonce.empty() || textAt(claims, "nonce") != expected.nonce) {
        return wrong("people.oidc_nonce", "it belongs to another sign-in");
    }
    LOCUS_TRY(checkTimes(claims, expected.now));
    const auto signedIn = secondsAt(claims, "auth_time");
    if (expected.signedInSince
        && (!signedIn || *signedIn + oidcClockSkew < *expected.signedInSince)) {
        return wrong("people.oidc_old_sign_in",
            "it does not say that you have just signed in at the identity provider");
    }
    return {};
}

} // namespace

Result<std::vector<OidcKey>> oidcKeysFrom(BytesView jwks)
{
    const json set = json::parse(jwks, nullptr, false);
    if (!set.is_object() || !set.contains("keys") || !set["keys"].is_array()) {
        return retriable("people.oidc_bad_keys", "the identity provider's keys cannot be read");
    }
    std::vector<OidcKey> out;
    for (const json& one : set["keys"]) {
        if (!one.is_object() || textAt(one, "use") == "enc") {
            continue;
        }
        OidcKey key { textAt(one, "kid"), textAt(one, "kty") == "EC", {}, {} };
        key.first = fromBase64Url(textAt(one, key.isEc ? "x" : "n")).value_or(Bytes());
        key.second = fromBase64Url(textAt(one, key.isEc ? "y" : "e")).value_or(Bytes());
        const bool good = key.isEc ? textAt(one, "crv") == "P-256" && key.first.size() == coordinate
                && key.second.size() == coordinate
                                   : textAt(one, "kty") == "RSA"
                && key.first.size() >= shortestModulus && !key.second.empty();
        if (good) {
            out.push_back(std::move(key));
        }
    }
    return out;
}

Result<OidcClaims> verifyIdToken(
    std::string_view token, const std::vector<OidcKey>& keys, const OidcExpected& expected)
{
    const auto parts = split(token, '.');
    if (parts.size() != 3 || token.size() > longestToken) {
        return wrong("people.oidc_malformed", "it is no signed token");
    }
    const auto header = objectFrom(parts[0]);
    const auto claims = objectFrom(parts[1]);
    const auto signature = fromBase64Url(parts[2]);
    if (!header || !claims || !signature) {
        return wrong("people.oidc_malformed", "it cannot be read");
    }
    const std::string_view text = token.substr(0, parts[0].size() + 1 + parts[1].size());
    LOCUS_TRY(checkSignature(*header, text, *signature, keys));
    LOCUS_TRY(checkClaims(*claims, expected));
    OidcClaims out;
    out.subject = textAt(*claims, "sub");
    out.user = textAt(*claims, expected.userClaim.c_str());
    out.name = textAt(*claims, "name");
    out.signedInAt = secondsAt(*claims, "auth_time");
    if (const auto groups = claims->find(expected.groupsClaim);
        groups != claims->end() && groups->is_array()) {
        for (const json& group : *groups) {
            if (group.is_string()) {
                out.groups.push_back(group.get<std::string>());
            }
        }
    }
    if (out.subject.empty() || out.user.empty()) {
        return wrong("people.oidc_no_user", "it names nobody in the claim " + expected.userClaim);
    }
    return out;
}

bool isOidcAddress(std::string_view url)
{
    const bool isHttps = url.starts_with("https://");
    if (!isHttps && !url.starts_with("http://")) {
        return false;
    }
    const bool isClean = std::all_of(url.begin(), url.end(),
        [](char c) { return c > ' ' && c <= '~' && c != '\\' && c != '"'; });
    const std::string_view rest = url.substr(isHttps ? 8 : 7);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
    const std::size_t hostEnd =
        authority.starts_with('[') ? authority.find(']') + 1 : authority.find(':');
    const std::string_view host = authority.substr(0, hostEnd);
    const std::string_view port = authority.substr(host.size());
    if (!isClean || authority.find('@') != authority.npos
        || (!port.empty() && !port.starts_with(':'))) {
        return false;
    }
    const bool isLoopback = host == "localhost" || host == "[::1]"
        || (host.starts_with("127.") && host.find_first_not_of("0123456789.") == host.npos);
    return !host.empty() && (isHttps || isLoopback);
}

std::string toBase64Url(BytesView bytes)
{
    std::string out = toBase64(bytes);
    std::replace(out.begin(), out.end(), '+', '-');
    std::replace(out.begin(), out.end(), '/', '_');
    out.erase(std::find(out.begin(), out.end(), '='), out.end());
    return out;
}

} // namespace locus::people
