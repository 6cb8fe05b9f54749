// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sealing/sealing_codec.h"

#include "core/sealing/key_ring.h"

namespace locus::sealing {

namespace {

constexpr std::size_t idOctets = 8;
constexpr std::size_t headOctets = 1 + idOctets;
constexpr unsigned octetBits = 8;

void addId(Bytes& out, std::int64_t id)
{
    for (std::size_t i = idOctets; i-- > 0;) {
        out.push_back(static_cast<char>(static_cast<std::uint64_t>(id) >> (octetBits * i)));
    }
}

std::int64_t idIn(BytesView head)
{
    std::uint64_t id = 0;
    for (const char octet : head.substr(1, idOctets)) {
        id = id << octetBits | static_cast<unsigned char>(octet);
    }
    return static_cast<std::int64_t>(id);
}

} // namespace

Result<Bytes> SealingCodec::seal(BytesView payload, std::string_view subject) const
{
    if (!m_seals) {
        return m_plain.seal(payload, subject);
    }
    LOCUS_TRY_VALUE(key, m_ring.of(subject));
    Bytes sealed;
    sealed.reserve(headOctets + boxOverhead + payload.size());
    sealed.push_back(form);
    addId(sealed, key.id);
    const Bytes head = sealed;
    addBox(sealed, payload, head, key.key);
    return sealed;
}

Result<Bytes> SealingCodec::open(BytesView sealed) const
{
    if (sealed.empty() || sealed.front() != form) {
        return m_plain.open(sealed);
    }
    if (sealed.size() < headOctets + boxOverhead) {
        return poison("payload.damaged", "the sealed payload is cut off");
    }
    const BytesView head = sealed.substr(0, headOctets);
    LOCUS_TRY_VALUE(key, m_ring.byId(idIn(head)));
    auto payload = openBox(sealed.substr(headOctets), head, key.key);
    if (!payload) {
        return poison("payload.damaged", "the sealed payload does not match its seal");
    }
    return std::move(*payload);
}

Status SealingCodec::settle() const
{
    return m_ring.settle();
}

Result<std::vector<std::int64_t>> SealingCodec::keysOf(
    const std::vector<std::string>& subjects) const
{
    return m_seals ? m_ring.keysOf(subjects) : PayloadCodec::keysOf(subjects);
}

Status SealingCodec::forget(const std::vector<std::int64_t>& keys) const
{
    return m_ring.erase(keys);
}

std::string SealingCodec::lookUp(std::string_view text) const
{
    return text.empty() ? std::string() : m_ring.hash(text);
}

} // namespace locus::sealing
