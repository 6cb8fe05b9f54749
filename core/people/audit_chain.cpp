// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/audit_chain.h"

#include <sodium.h>

#include <algorithm>

namespace locus::people {

namespace {

constexpr BytesView genesisMark = "locus audit 1\n";

template <std::size_t octets> void put(Bytes& out, std::uint64_t value)
{
    for (std::size_t i = 0; i < octets; ++i) {
        out.push_back(static_cast<char>(value >> (8 * i)));
    }
}

const unsigned char* octets(BytesView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

AuditHash hashOf(BytesView first, BytesView second)
{
    AuditHash out {};
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, octets(first), first.size());
    crypto_hash_sha256_update(&state, octets(second), second.size());
    crypto_hash_sha256_final(&state, out.data());
    return out;
}

} // namespace

AuditHash auditGenesis(std::string_view installation)
{
    return hashOf(genesisMark, installation);
}

Bytes canonicalAudit(const AuditRow& row)
{
    const std::array texts { row.action, row.actor, row.onBehalfOf, row.roles, row.address,
        row.purpose, row.entity, row.outcome, row.sealed };
    std::size_t size = 4 * 8;
    for (const BytesView text : texts) {
        size += 4 + text.size();
    }
    Bytes out;
    out.reserve(size);
    for (const std::int64_t number : { row.number, row.timeMicros, row.clock, row.kind }) {
        put<8>(out, static_cast<std::uint64_t>(number));
    }
    for (const BytesView text : texts) {
        put<4>(out, text.size());
        out.append(text);
    }
    return out;
}

AuditHash auditHash(const AuditHash& previous, BytesView canonical)
{
    return hashOf(octetsOf(previous), canonical);
}

AuditHash auditHashFrom(BytesView bytes)
{
    AuditHash out {};
    if (bytes.size() == out.size()) {
        std::copy_n(octets(bytes), out.size(), out.begin());
    }
    return out;
}

std::string toHex(BytesView bytes)
{
    std::string out(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), octets(bytes), bytes.size());
    out.pop_back();
    return out;
}

Result<Bytes> fromHex(std::string_view text)
{
    Bytes out(text.size() / 2, '\0');
    std::size_t written = 0;
    const bool read = text.size() % 2 == 0
        && sodium_hex2bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(),
               text.size(), nullptr, &written, nullptr)
            == 0;
    if (!read || written != out.size()) {
        return invalid("audit.bad_hex", "this is not a text of hexadecimal digits in pairs");
    }
    return out;
}

} // namespace locus::people
