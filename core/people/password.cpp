// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/password.h"

#include "core/base/text.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace locus::people {

namespace {

constexpr unsigned long long passes = 3;
constexpr std::size_t memoryBytes = 64UL * 1024 * 1024;

std::size_t charactersOf(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(),
        [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// Random octets in the form of a hash: comparing with it is the work of any other, and no password
// is known that it would be of.
constexpr const char* nobodysHash = "$argon2id$v=19$m=65536,t=3,p=1$6mVKrGXCvK/NO2R0xp/eTQ$"
                                    "0zmpEPySWKZnW4Le9AoaKn1S5tobfIk0yqGrBIJkHWc";

} // namespace

Status checkPassword(std::string_view password, std::string_view user)
{
    const char* wrong = nullptr;
    if (!isUtf8(password)) {
        wrong = "is not UTF-8";
    } else if (charactersOf(password) < shortestPassword) {
        wrong = "is too short";
    } else if (password.size() > longestPassword) {
        wrong = "is too long";
    } else if (equalsIgnoreCase(password, user)) {
        wrong = "is the name of the user";
    }
    if (wrong == nullptr) {
        return {};
    }
    return invalid("people.weak_password",
        std::string("the password ") + wrong
            + "; it needs 12 characters or more, at most 1024 octets, and may not be the user's "
              "name")
        .with("field", "password")
        .with("allowed", "12 characters to 1024 octets");
}

Result<std::string> hashPassword(std::string_view password)
{
    if (sodium_init() < 0) {
        return fatal("people.no_crypto", "libsodium cannot be initialised");
    }
    std::array<char, crypto_pwhash_STRBYTES> hash {};
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), passes, memoryBytes,
            crypto_pwhash_ALG_ARGON2ID13)
        != 0) {
        return retriable(
            "people.no_memory", "64 MiB of memory for hashing a password cannot be had now");
    }
    return std::string(hash.data());
}

bool verifyPassword(std::string_view password, const std::string& hash)
{
    const char* against = hash.empty() ? nobodysHash : hash.c_str();
    const bool same = crypto_pwhash_str_verify(against, password.data(), password.size()) == 0;
    return same && !hash.empty();
}

bool needsRehash(const std::string& hash)
{
    return crypto_pwhash_str_needs_rehash(hash.c_str(), passes, memoryBytes) != 0;
}

} // namespace locus::people
