// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sealing/sealed_box.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>

namespace locus::sealing {

namespace {

constexpr std::size_t nonceOctets = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tagOctets = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(boxOverhead == nonceOctets + tagOctets);
static_assert(Key::octets == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

const unsigned char* octetsOf(BytesView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

// The system's generator costs a call of the kernel: one for many nonces.
void fillNonce(unsigned char* nonce)
{
    thread_local std::array<unsigned char, 128 * nonceOctets> pool;
    thread_local std::size_t used = pool.size();
    if (used == pool.size()) {
        randombytes_buf(pool.data(), pool.size());
        used = 0;
    }
    std::memcpy(nonce, pool.data() + used, nonceOctets);
    used += nonceOctets;
}

} // namespace

Key::Key(BytesView secret)
{
    std::memcpy(m_octets.data(), secret.data(), std::min(secret.size(), octets));
}

Key::~Key()
{
    sodium_memzero(m_octets.data(), m_octets.size());
}

Key Key::random()
{
    Key key;
    randombytes_buf(key.m_octets.data(), key.m_octets.size());
    return key;
}

BytesView Key::view() const
{
    return { reinterpret_cast<const char*>(m_octets.data()), m_octets.size() };
}

Status prepareCipher()
{
    return sodium_init() < 0
        ? Status(fatal("sealing.no_cipher", "libsodium cannot be set up on this machine"))
        : Status();
}

void addBox(Bytes& out, BytesView plain, BytesView bound, const Key& key)
{
    const std::size_t start = out.size();
    out.resize(start + boxOverhead + plain.size());
    auto* const nonce = reinterpret_cast<unsigned char*>(out.data() + start);
    fillNonce(nonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonceOctets, nullptr, octetsOf(plain),
        plain.size(), octetsOf(bound), bound.size(), nullptr, nonce, key.data());
}

std::optional<Bytes> openBox(BytesView box, BytesView bound, const Key& key)
{
    if (box.size() < boxOverhead) {
        return std::nullopt;
    }
    Bytes plain(box.size() - boxOverhead, '\0');
    const unsigned char* const nonce = octetsOf(box);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(plain.data()),
            nullptr, nullptr, nonce + nonceOctets, box.size() - nonceOctets, octetsOf(bound),
            bound.size(), nonce, key.data())
        != 0) {
        return std::nullopt;
    }
    return plain;
}

Bytes keyedHash(const Key& key, BytesView purpose, BytesView text)
{
    constexpr std::size_t hashOctets = 32;
    const auto length = static_cast<unsigned char>(purpose.size());
    crypto_generichash_state state;
    crypto_generichash_init(&state, key.data(), Key::octets, hashOctets);
    crypto_generichash_update(&state, &length, 1);
    crypto_generichash_update(&state, octetsOf(purpose), purpose.size());
    crypto_generichash_update(&state, octetsOf(text), text.size());
    Bytes hash(hashOctets, '\0');
    crypto_generichash_final(&state, reinterpret_cast<unsigned char*>(hash.data()), hashOctets);
    return hash;
}

std::string toHex(BytesView octets)
{
    std::string text(2 * octets.size() + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), octetsOf(octets), octets.size());
    text.pop_back();
    return text;
}

} // namespace locus::sealing
