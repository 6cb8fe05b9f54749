// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/payload_codec.h"

namespace locus::sealing {

class KeyRing;

// Form 1: every subject's payloads under a key of its own, so that a person is forgotten by
// erasing one key. What belongs to nobody has one key of its own. Layout:
//   0      form, 1
//   1..8   number of the key in the ring, most significant octet first
//   9..32  nonce
//   33..   XChaCha20-Poly1305 ciphertext, 16 octets of tag; octets 0..8 are its associated data
// Reads form 0 as well. settle() belongs before every commit of sealed payloads.
class SealingCodec final : public PayloadCodec
{
public:
    static constexpr char form = 1;

    // Without `seals` it reads both forms and writes form 0.
    explicit SealingCodec(KeyRing& ring, bool seals = true)
        : m_ring(ring)
        , m_seals(seals)
    { }

    [[nodiscard]] Result<Bytes> seal(BytesView payload, std::string_view subject) const override;
    // Errors: not_found "payload.forgotten", fatal "sealing.key_missing", "sealing.key_lost",
    // poison "payload.damaged", "payload.unknown_form".
    [[nodiscard]] Result<Bytes> open(BytesView sealed) const override;
    [[nodiscard]] bool seals() const override { return m_seals; }
    [[nodiscard]] Status settle() const override;
    [[nodiscard]] Result<std::vector<std::int64_t>> keysOf(
        const std::vector<std::string>& subjects) const override;
    [[nodiscard]] Status forget(const std::vector<std::int64_t>& keys) const override;
    [[nodiscard]] std::string lookUp(std::string_view text) const override;

private:
    KeyRing& m_ring;
    const bool m_seals;
    PlainCodec m_plain;
};

} // namespace locus::sealing
