// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace locus::people {

// The audit trail's chain: each record's hash is SHA-256 over the hash before it and the record's
// canonical octets, so that no record can be changed, taken out or put elsewhere alone. The chain
// stands over the sealed octets of what identifies a person: when a person's key is erased, it
// verifies as before. Pure; any thread.
using AuditHash = std::array<unsigned char, 32>;

// A record as it stands on the disk. The views live as long as what they were made from.
struct AuditRow
{
    std::int64_t number = 0;
    std::int64_t timeMicros = 0;
    std::int64_t clock = 0;
    std::int64_t kind = 0;
    BytesView action {};
    BytesView actor {};
    BytesView onBehalfOf {};
    BytesView roles {};
    BytesView address {};
    BytesView purpose {};
    BytesView entity {};
    BytesView outcome {};
    BytesView sealed {}; // subject and detail behind the codec seam; empty: there is neither
};

// What stands before the first record: no installation's chain can be taken for another's.
AuditHash auditGenesis(std::string_view installation);

// Four numbers of eight octets, little end first, then each text behind its length in four.
Bytes canonicalAudit(const AuditRow& row);
AuditHash auditHash(const AuditHash& previous, BytesView canonical);

inline BytesView octetsOf(const AuditHash& hash)
{
    return { reinterpret_cast<const char*>(hash.data()), hash.size() };
}
// All zeros if there are not exactly 32 octets.
AuditHash auditHashFrom(BytesView bytes);

std::string toHex(BytesView bytes); // lower case
// Errors: invalid "audit.bad_hex".
Result<Bytes> fromHex(std::string_view text);

} // namespace locus::people
