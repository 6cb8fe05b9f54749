// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/checksum.h"

#include <sodium.h>

#include <array>
#include <bit>
#include <cstring>

namespace locus {

namespace {

// XXH64 as xxHash 0.8 specifies it.
constexpr std::uint64_t prime1 = 0x9E3779B185EBCA87U;
constexpr std::uint64_t prime2 = 0xC2B2AE3D27D4EB4FU;
constexpr std::uint64_t prime3 = 0x165667B19E3779F9U;
constexpr std::uint64_t prime4 = 0x85EBCA77C2B2AE63U;
constexpr std::uint64_t prime5 = 0x27D4EB2F165667C5U;

// Little-endian on every machine; takes the octets from the text.
std::uint64_t take(BytesView& text, std::size_t octets)
{
    std::uint64_t out = 0;
    if constexpr (std::endian::native == std::endian::little) {
        std::memcpy(&out, text.data(), octets);
    } else {
        for (std::size_t i = octets; i-- > 0;) {
            out = (out << 8U) | static_cast<unsigned char>(text[i]);
        }
    }
    text.remove_prefix(octets);
    return out;
}

std::uint64_t round(std::uint64_t lane, std::uint64_t word)
{
    return std::rotl(lane + word * prime2, 31) * prime1;
}

std::uint64_t stripes(BytesView& text, std::uint64_t seed)
{
    std::array<std::uint64_t, 4> lanes { seed + prime1 + prime2, seed + prime2, seed,
        seed - prime1 };
    while (text.size() >= 32) {
        for (std::uint64_t& lane : lanes) {
            lane = round(lane, take(text, 8));
        }
    }
    std::uint64_t hash = std::rotl(lanes[0], 1) + std::rotl(lanes[1], 7) + std::rotl(lanes[2], 12)
        + std::rotl(lanes[3], 18);
    for (const std::uint64_t lane : lanes) {
        hash = (hash ^ round(0, lane)) * prime1 + prime4;
    }
    return hash;
}

std::uint64_t xxh64(BytesView text, std::uint64_t seed)
{
    const std::size_t size = text.size();
    std::uint64_t hash = (size >= 32 ? stripes(text, seed) : seed + prime5) + size;
    while (text.size() >= 8) {
        hash = std::rotl(hash ^ round(0, take(text, 8)), 27) * prime1 + prime4;
    }
    if (text.size() >= 4) {
        hash = std::rotl(hash ^ (take(text, 4) * prime1), 23) * prime2 + prime3;
    }
    while (!text.empty()) {
        hash = std::rotl(hash ^ (take(text, 1) * prime5), 11) * prime1;
    }
    hash = (hash ^ (hash >> 33U)) * prime2;
    hash = (hash ^ (hash >> 29U)) * prime3;
    return hash ^ (hash >> 32U);
}

} // namespace

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

std::uint64_t quickChecksum(std::initializer_list<BytesView> parts)
{
    std::uint64_t hash = 0;
    for (const BytesView part : parts) {
        hash = xxh64(part, hash); // chains the parts: their order and borders count
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
