// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/checksum.h"

#include <sodium.h>

#include <array>
#include <cstring>

namespace locus {

std::uint64_t checksum(std::initializer_list<BytesView> parts)
{
    std::array<unsigned char, crypto_shorthash_KEYBYTES> key { 'l', 'o', 'c', 'u', 's' };
    std::uint64_t hash = 0;
    for (const BytesView part : parts) {
        std::array<unsigned char, crypto_shorthash_BYTES> out {};
        crypto_shorthash(out.data(), reinterpret_cast<const unsigned char*>(part.data()),
            part.size(), key.data());
        std::memcpy(&hash, out.data(), sizeof hash);
        std::memcpy(
            key.data() + 8, &hash, sizeof hash); // chains the parts: their order and borders count
    }
    return hash;
}

std::string sha256Hex(BytesView bytes)
{
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest {};
    crypto_hash_sha256(
        digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    std::array<char, crypto_hash_sha256_BYTES * 2 + 1> hex {};
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    return hex.data();
}

} // namespace locus
