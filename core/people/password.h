// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace locus::people {

inline constexpr std::size_t shortestPassword = 12; // characters
inline constexpr std::size_t longestPassword = 1024; // octets

// Whether a password may be set. Every character counts, spaces too; nothing is trimmed or
// composed. Errors: invalid "people.weak_password" with "field" and "allowed".
Status checkPassword(std::string_view password, std::string_view user);

// Argon2id, 64 MiB, three passes, one lane, as a PHC string. Takes about 70 ms: never on a thread
// that serves others. Errors: retriable "people.no_memory".
Result<std::string> hashPassword(std::string_view password);

// Whether it is the password of this hash. An empty hash costs the same work and is never it, so
// that time does not tell who has an account. Work as above.
bool verifyPassword(std::string_view password, const std::string& hash);

// The hash was made with less work than hashPassword() puts in now.
bool needsRehash(const std::string& hash);

} // namespace locus::people
