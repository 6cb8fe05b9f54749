// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/instant.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace locus::people {

// One-time codes by time (RFC 6238): HMAC-SHA-1, steps of 30 s, six digits, as every authenticator
// knows them.
inline constexpr std::size_t totpSecretBytes = 20;

// Of the operating system's generator.
Bytes newTotpSecret();

[[nodiscard]] std::int64_t totpStepAt(Instant now);
// The code of one step, RFC 4226; `digits` is 8 in the vectors of RFC 6238 alone.
std::string totpCode(BytesView secret, std::int64_t step, int digits = 6);

// The step whose code this is, at most one before or behind now and behind `lastUsed`, so that
// every code works once; nothing: it is none. Compares in constant time.
std::optional<std::int64_t> matchTotp(
    BytesView secret, std::string_view code, Instant now, std::int64_t lastUsed);

std::string base32(BytesView bytes); // RFC 4648, no padding
// What authenticators read from a picture: otpauth://totp/Locus:user?secret=…
std::string totpUri(BytesView secret, std::string_view user);

} // namespace locus::people
