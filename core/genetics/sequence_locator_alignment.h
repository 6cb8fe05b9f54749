// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::genetics {

// One place where query and target differ: `ref` (may be empty) from `at` on reads `alt` (may be
// empty). Neighbouring differences are one.
struct AlignedDifference
{
    std::int64_t at = 0; // 0-based in the target
    std::string ref;
    std::string alt;
};

// A query aligned inside a target, with what fits badly at its ends left out. Used by
// SequenceLocator only.
struct AlignedQuery
{
    std::int64_t start = 0; // 0-based, both ends inside
    std::int64_t end = 0;
    std::int64_t unalignedStart = 0;
    std::int64_t unalignedEnd = 0;
    std::int64_t editDistance = 0;
    std::int64_t unknown = 0; // columns with a letter that is none of A C G T on either side
    bool elsewhereToo = false; // the target holds it a second time, equally well
    // Matching bases by all query bases and gaps, each gap counted once; unknown ones not counted.
    double identity = 0;
    std::vector<AlignedDifference> differences;
};

// Global in the query, free in the target (edlib HW). Nothing if they have nothing in common.
std::optional<AlignedQuery> alignInside(std::string_view query, std::string_view target);

} // namespace locus::genetics
