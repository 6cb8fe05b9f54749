// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>

namespace locus::sealing {

// A secret of 256 bits. Wiped when it goes.
class Key
{
public:
    static constexpr std::size_t octets = 32;

    Key() = default; // all zero: no key
    // REQUIRES: `secret` has `octets` octets
    explicit Key(BytesView secret);
    Key(const Key&) = default;
    Key& operator=(const Key&) = default;
    ~Key();

    static Key random();

    [[nodiscard]] const unsigned char* data() const { return m_octets.data(); }
    [[nodiscard]] BytesView view() const;
    bool operator==(const Key&) const = default;

private:
    std::array<unsigned char, octets> m_octets {};
};

// Takes the fastest implementation that this processor has; before it the slowest one serves. Any
// number of times. Errors: fatal "sealing.no_cipher".
Status prepareCipher();

// XChaCha20-Poly1305 with a random nonce. Thread contract: any thread.
inline constexpr std::size_t boxOverhead = 24 + 16; // nonce before, tag behind

// Appends nonce, ciphertext and tag to `out`. `bound`: what the box must be opened with, not in it.
void addBox(Bytes& out, BytesView plain, BytesView bound, const Key& key);
// Nothing: another key, other bound octets, or a damaged box.
std::optional<Bytes> openBox(BytesView box, BytesView bound, const Key& key);

// BLAKE2b with a key, 32 octets; `purpose` keeps the uses of one key apart.
Bytes keyedHash(const Key& key, BytesView purpose, BytesView text);

// In lower case, in a time that tells nothing of the octets.
std::string toHex(BytesView octets);

} // namespace locus::sealing
