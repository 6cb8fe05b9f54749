// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/token_store.h"

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/log.h"
#include "core/base/text.h"

#include <nlohmann/json.hpp>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <string>

namespace locus::people {

using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t fileCap = 4UL * 1024 * 1024;
constexpr std::size_t secretBytes = 32;
constexpr std::size_t longestName = 64;

std::string hex(const unsigned char* bytes, std::size_t size)
{
    std::string out(size * 2 + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), bytes, size);
    out.pop_back();
    return out;
}

// Tokens are 256 random bits, so a fast hash is enough: there is nothing to guess.
std::string hashOf(std::string_view token)
{
    std::array<unsigned char, crypto_generichash_BYTES> digest {};
    crypto_generichash(digest.data(), digest.size(),
        reinterpret_cast<const unsigned char*>(token.data()), token.size(), nullptr, 0);
    return hex(digest.data(), digest.size());
}

std::string randomHex(std::size_t bytes)
{
    std::array<unsigned char, secretBytes> random {};
    randombytes_buf(random.data(), bytes);
    return hex(random.data(), bytes);
}

bool sameHash(const std::string& a, const std::string& b)
{
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

// Looks at every token, whichever matches, so that time tells nothing.
const ServiceToken* findHash(const std::vector<ServiceToken>& tokens, const std::string& hash)
{
    const ServiceToken* found = nullptr;
    for (const ServiceToken& token : tokens) {
        if (sameHash(token.hash, hash)) {
            found = &token;
        }
    }
    return found;
}

bool isName(std::string_view name)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    };
    return !name.empty() && name.size() <= longestName
        && std::all_of(name.begin(), name.end(), allowed);
}

json toJson(const ServiceToken& token)
{
    json roles = json::array();
    for (const Role role : token.roles) {
        roles.push_back(toString(role));
    }
    json out = { { "id", token.id }, { "name", token.name }, { "roles", std::move(roles) },
        { "issuedAt", toRfc3339(token.issuedAt) }, { "hash", token.hash } };
    if (token.revokedAt) {
        out["revokedAt"] = toRfc3339(*token.revokedAt);
    }
    return out;
}

Result<ServiceToken> tokenFrom(const json& value)
{
    ServiceToken token;
    token.id = value.at("id").get<std::string>();
    token.name = value.at("name").get<std::string>();
    token.hash = value.at("hash").get<std::string>();
    for (const json& name : value.at("roles")) {
        const auto role = roleFrom(name.get<std::string>());
        if (!role) {
            return invalid("people.tokens_damaged", "a token has an unknown role");
        }
        token.roles.push_back(*role);
    }
    LOCUS_TRY_VALUE(issuedAt, parseRfc3339(value.at("issuedAt").get<std::string>()));
    token.issuedAt = issuedAt;
    if (value.contains("revokedAt")) {
        LOCUS_TRY_VALUE(revokedAt, parseRfc3339(value.at("revokedAt").get<std::string>()));
        token.revokedAt = revokedAt;
    }
    return token;
}

Result<std::vector<ServiceToken>> tokensFrom(const Bytes& text)
{
    std::vector<ServiceToken> tokens;
    try {
        const json root = json::parse(text);
        for (const json& value : root.at("tokens")) {
            LOCUS_TRY_VALUE(token, tokenFrom(value));
            tokens.push_back(std::move(token));
        }
    } catch (const json::exception&) {
        return invalid("people.tokens_damaged", "not a list of tokens");
    }
    return tokens;
}

std::string stampOf(const fs::path& file)
{
    std::error_code failure;
    const auto time = fs::last_write_time(file, failure);
    if (failure) {
        return "absent";
    }
    return std::to_string(time.time_since_epoch().count()) + '/'
        + std::to_string(fs::file_size(file, failure));
}

Status checkPrivate([[maybe_unused]] const fs::path& file)
{
#ifndef _WIN32
    std::error_code failure;
    const auto others = fs::perms::group_all | fs::perms::others_all;
    const auto status = fs::status(file, failure);
    if (!failure && (status.permissions() & others) != fs::perms::none) {
        return refused("people.tokens_exposed",
            file.string() + " can be read by others; make it private (chmod 600)");
    }
#endif
    return {};
}

Principal principalOf(const ServiceToken& token)
{
    return { token.name, token.roles, token.id, false };
}

} // namespace

TokenStore::TokenStore(fs::path file, const Clock& clock)
    : m_file(std::move(file))
    , m_clock(&clock)
{ }

Result<TokenStore> TokenStore::open(fs::path file, const Clock& clock)
{
    if (sodium_init() < 0) {
        return fatal("people.no_crypto", "libsodium cannot be initialised");
    }
    TokenStore store(std::move(file), clock);
    LOCUS_TRY(store.reload());
    return store;
}

Status TokenStore::reload()
{
    const std::string stamp = stampOf(m_file);
    auto text = readFile(m_file, fileCap);
    if (!text.ok() && text.error().kind == ErrorKind::NotFound) {
        m_tokens.clear();
        m_stamp = stamp;
        return {};
    }
    if (!text.ok()) {
        return text.error();
    }
    LOCUS_TRY(checkPrivate(m_file));
    auto tokens = tokensFrom(*text);
    if (!tokens.ok()) {
        Error error = std::move(tokens).error();
        error.message = m_file.string() + ": " + error.message;
        return error;
    }
    m_tokens = std::move(*tokens);
    m_stamp = stamp;
    return {};
}

void TokenStore::reloadIfChanged()
{
    if (stampOf(m_file) == m_stamp) {
        return;
    }
    if (const Status read = reload(); !read.ok()) {
        // A damaged file must not lock out those who are in, nor let anybody new in.
        log::error("people.tokens_unreadable", { { "code", read.error().code } });
    }
}

Status TokenStore::save() const
{
    json list = json::array();
    for (const ServiceToken& token : m_tokens) {
        list.push_back(toJson(token));
    }
    const json root = { { "version", 1 }, { "tokens", std::move(list) } };
    return writeFileAtomically(m_file, root.dump(2) + "\n", true);
}

void TokenStore::accept(std::string_view token, std::string user, std::vector<Role> roles)
{
    m_accepted.push_back({ "seat/" + user, std::move(user), std::move(roles), m_clock->now(),
        std::nullopt, hashOf(token) });
}

Result<std::string> TokenStore::issue(const std::string& name, std::vector<Role> roles)
{
    LOCUS_TRY(reload());
    if (!isName(name)) {
        return invalid("people.token_name",
            "a token's name has 1 to 64 lower-case letters, digits, '-', '_' or '.'")
            .with("field", "name");
    }
    if (roles.empty()) {
        return invalid("people.no_roles", "a token needs at least one role")
            .with("field", "roles")
            .with("allowed", "clinician, coordinator, operator, auditor, admin");
    }
    const bool exists = std::any_of(m_tokens.begin(), m_tokens.end(),
        [&](const ServiceToken& token) { return token.name == name && !token.revokedAt; });
    if (exists) {
        return refused("people.token_exists",
            "\"" + name + "\" has a token; revoke it first or choose another name");
    }
    const std::string secret = "locus_" + randomHex(secretBytes);
    m_tokens.push_back(
        { randomHex(8), name, std::move(roles), m_clock->now(), std::nullopt, hashOf(secret) });
    if (Status saved = save(); !saved.ok()) {
        m_tokens.pop_back();
        return std::move(saved).error();
    }
    m_stamp = stampOf(m_file);
    return secret;
}

Status TokenStore::revoke(std::string_view name)
{
    LOCUS_TRY(reload());
    for (ServiceToken& token : m_tokens) {
        if (token.name == name && !token.revokedAt) {
            token.revokedAt = m_clock->now();
            if (Status saved = save(); !saved.ok()) {
                token.revokedAt.reset();
                return saved;
            }
            m_stamp = stampOf(m_file);
            return {};
        }
    }
    return notFound("people.unknown_token", "there is no valid token of this name");
}

Result<Principal> TokenStore::verify(std::string_view token)
{
    reloadIfChanged();
    const std::string hash = hashOf(token);
    const ServiceToken* accepted = findHash(m_accepted, hash);
    const ServiceToken* issued = findHash(m_tokens, hash);
    if (accepted) {
        return principalOf(*accepted);
    }
    if (issued && !issued->revokedAt) {
        return principalOf(*issued);
    }
    return refused("people.bad_token", "the token is unknown or was revoked");
}

bool TokenStore::isValid(std::string_view tokenId)
{
    reloadIfChanged();
    const auto holds = [tokenId](const ServiceToken& token) {
        return token.id == tokenId && !token.revokedAt;
    };
    return std::any_of(m_accepted.begin(), m_accepted.end(), holds)
        || std::any_of(m_tokens.begin(), m_tokens.end(), holds);
}

} // namespace locus::people
