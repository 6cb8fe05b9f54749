// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <initializer_list>
#include <string>

namespace locus {

// 64-bit checksum of the parts' concatenation with their lengths (SipHash-2-4, fixed key): finds
// damage, not malice.
std::uint64_t checksum(std::initializer_list<BytesView> parts);
inline std::uint64_t checksum(BytesView part)
{
    return checksum({ part });
}

// The same by XXH64, which takes a fifth of the time: for what is written with every event.
std::uint64_t quickChecksum(std::initializer_list<BytesView> parts);

// SHA-256 as 64 lower-case hexadecimal digits, for manifests that people compare.
std::string sha256Hex(BytesView bytes);

} // namespace locus
