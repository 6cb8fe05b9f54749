// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/uuid.h"

#include "core/base/clock.h"
#include "core/base/random_source.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>

namespace locus {

namespace {

constexpr std::uint32_t counterBits =
    12 + 14; // rand_a and the upper bits of rand_b count within a millisecond

// Of every octet; -1: none.
constexpr auto hexValues = [] {
    std::array<std::int8_t, 256> out {};
    out.fill(-1);
    for (std::size_t i = 0; i < 16; ++i) {
        out[static_cast<unsigned char>("0123456789abcdef"[i])] = static_cast<std::int8_t>(i);
        out[static_cast<unsigned char>("0123456789ABCDEF"[i])] = static_cast<std::int8_t>(i);
    }
    return out;
}();

int hexValue(char c)
{
    return hexValues[static_cast<unsigned char>(c)];
}

void putTime(Uuid::Octets& octets, std::int64_t millis)
{
    for (int i = 0; i < 6; ++i) {
        octets[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(millis >> (8 * (5 - i)));
    }
}

void putVersion(Uuid::Octets& octets, unsigned version)
{
    octets[6] = static_cast<std::uint8_t>((octets[6] & 0x0FU) | (version << 4U));
    octets[8] = static_cast<std::uint8_t>((octets[8] & 0x3FU) | 0x80U);
}

} // namespace

Result<Uuid> Uuid::parse(std::string_view text)
{
    static constexpr std::size_t length = 36;
    const auto malformed = [] { return invalid("uuid.malformed", "not a UUID of 36 characters"); };
    if (text.size() != length) {
        return malformed();
    }
    Octets octets {};
    std::size_t octet = 0;
    for (std::size_t i = 0; i < length;) {
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (text[i++] != '-') {
                return malformed();
            }
            continue;
        }
        const int high = hexValue(text[i]);
        const int low = hexValue(text[i + 1]);
        if (high < 0 || low < 0) {
            return malformed();
        }
        octets[octet++] = static_cast<std::uint8_t>(high * 16 + low);
        i += 2;
    }
    return Uuid(octets);
}

Instant Uuid::time() const
{
    std::int64_t millis = 0;
    for (std::size_t i = 0; i < 6; ++i) {
        millis = (millis << 8) | m_octets[i];
    }
    return fromMillis(millis);
}

std::string Uuid::toString() const
{
    static constexpr char digits[] = "0123456789abcdef";
    std::array<char, 36> out {};
    std::size_t at = 0;
    for (std::size_t i = 0; i < m_octets.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
            out[at++] = '-';
        }
        out[at++] = digits[m_octets[i] >> 4U];
        out[at++] = digits[m_octets[i] & 0x0FU];
    }
    return { out.data(), out.size() };
}

UuidSource::UuidSource(const Clock& clock, RandomSource& random)
    : m_clock(clock)
    , m_random(random)
{ }

Uuid UuidSource::next()
{
    const std::uint64_t random = m_random.next();
    const std::lock_guard lock(m_mutex);
    const std::int64_t millis = toMillis(m_clock.now());
    if (millis > m_lastMillis) {
        m_lastMillis = millis;
        m_counter = static_cast<std::uint32_t>(random >> 40U) & ((1U << (counterBits - 1)) - 1);
    } else if (++m_counter >> counterBits) {
        ++m_lastMillis;
        m_counter = 0;
    }
    Uuid::Octets octets {};
    putTime(octets, m_lastMillis);
    const std::uint32_t high = m_counter >> 14U;
    octets[6] = static_cast<std::uint8_t>(high >> 8U);
    octets[7] = static_cast<std::uint8_t>(high);
    octets[8] = static_cast<std::uint8_t>((m_counter >> 8U) & 0x3FU);
    octets[9] = static_cast<std::uint8_t>(m_counter);
    std::memcpy(octets.data() + 10, &random, 6);
    putVersion(octets, 7);
    return Uuid(octets);
}

Uuid deriveUuid(std::string_view causeId, Instant causeTime, std::string_view step)
{
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    const auto feed = [&state](std::string_view part) {
        crypto_hash_sha256_update(
            &state, reinterpret_cast<const unsigned char*>(part.data()), part.size());
    };
    feed(causeId);
    feed(std::string_view("\0", 1));
    feed(step);
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest {};
    crypto_hash_sha256_final(&state, digest.data());
    Uuid::Octets octets {};
    putTime(octets, std::max<std::int64_t>(0, toMillis(causeTime)));
    std::copy_n(digest.begin(), 10, octets.begin() + 6);
    putVersion(octets, 8);
    return Uuid(octets);
}

Uuid deriveUuid(const Uuid& cause, std::string_view step)
{
    return deriveUuid(cause.toString(), cause.time(), step);
}

} // namespace locus

std::size_t std::hash<locus::Uuid>::operator()(const locus::Uuid& uuid) const noexcept
{
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    std::memcpy(&high, uuid.octets().data(), sizeof high);
    std::memcpy(&low, uuid.octets().data() + 8, sizeof low);
    return static_cast<std::size_t>(high * 0x9E3779B97F4A7C15ULL ^ low);
}
