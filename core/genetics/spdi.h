// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace locus::genetics {

// Sequence, position, deletion, insertion (Holmes et al. 2020, doi:10.1093/bioinformatics/btz856).
// Positions are interbase: 0 is before the first base.
struct Spdi
{
    std::string sequence; // "NC_000021.9", "21"
    std::int64_t position = 0;
    std::string deleted;
    std::optional<std::int64_t> deletedLength {}; // given instead of the letters
    std::string inserted;
    bool operator==(const Spdi&) const = default;
};

// Errors: invalid "spdi.syntax" with "position" (1-based character) and "allowed".
Result<Spdi> parseSpdi(std::string_view text);
std::string formatSpdi(const Spdi& spdi);
// Four fields of which the second is a number.
bool looksLikeSpdi(std::string_view text);

} // namespace locus::genetics
