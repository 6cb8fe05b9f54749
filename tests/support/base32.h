// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <string_view>

namespace locus::test {

// What an authenticator makes of the secret that is shown (RFC 4648, no padding).
inline Bytes fromBase32(std::string_view text)
{
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    Bytes out;
    unsigned bits = 0;
    int held = 0;
    for (const char c : text) {
        bits = (bits << 5U) | static_cast<unsigned>(digits.find(c));
        held += 5;
        if (held >= 8) {
            held -= 8;
            out += static_cast<char>((bits >> static_cast<unsigned>(held)) & 0xFFU);
        }
    }
    return out;
}

} // namespace locus::test
