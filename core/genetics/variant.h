// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace locus::genetics {

// A small variant in VCF form: 1-based position of the first base of `ref` on the plus strand of
// `contig`; `ref` and `alt` are never empty (indels carry the base before them). normalise() makes
// it left-aligned and parsimonious, and only then two equal values mean the same variant (Tan et
// al. 2015, doi:10.1093/bioinformatics/btv112).
struct Variant
{
    std::string
        assembly; // "GRCh38", "GRCh37", or the accession of a gene reference ("NG_017013.2")
    std::string contig; // canonical name in the reference: "21", "11", "NG_017013.2"
    std::int64_t position = 0;
    std::string ref;
    std::string alt;

    [[nodiscard]] std::int64_t end() const
    {
        return position + static_cast<std::int64_t>(ref.size()) - 1;
    }
    auto operator<=>(const Variant&) const = default;
};

} // namespace locus::genetics
