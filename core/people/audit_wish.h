// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>
#include <string_view>

namespace locus::people {

// What an admin may change of the audit trail, with a second one.
inline constexpr std::string_view setAuditRetention = "audit.setRetention";
inline constexpr std::string_view changeAuditKey = "audit.changeKey";
// In the store's meta: the key, in hexadecimal digits, that a change named last.
inline constexpr std::string_view auditKeyName = "audit_key";

// Body of audit.setRetention. Errors: invalid "audit.bad_retention" with "field" and "allowed":
// shorter than the law asks for, or no number of years.
Bytes encodeRetention(std::int64_t years);
Result<std::int64_t> decodeRetention(BytesView body);

} // namespace locus::people
