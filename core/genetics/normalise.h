// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/genetics/reference.h"
#include "core/genetics/variant.h"

#include <string>
#include <string_view>

namespace locus::genetics {

// What a variant really changes: `ref` (may be empty) from `position` on becomes `alt` (may be
// empty); no letter that both share at an end. Plus strand. An insertion stands before `position`.
struct BaseChange
{
    std::int64_t position = 0;
    std::string ref;
    std::string alt;
    [[nodiscard]] std::int64_t end() const
    {
        return position + static_cast<std::int64_t>(ref.size()) - 1;
    }
    bool operator==(const BaseChange&) const = default;
};

// REF against the reference, letter by letter. Errors: not_found "reference.not_covered"; refused
// "genetics.ref_mismatch": "REF is X, reference has Y at chr:pos" with context "position".
Status checkReference(const Reference& reference, const Variant& variant);

// Left-aligned and parsimonious (Tan et al. 2015): the key under which two spellings of one variant
// are equal. Contig names become the reference's own. Errors: as checkReference(); invalid
// "genetics.allele" (a letter that is none of A C G T) and "genetics.equals_reference".
Result<Variant> normalise(const Reference& reference, const Variant& variant);
// The same for a change that carries no anchor base; `ref` is checked.
Result<Variant> normalise(const Reference& reference, std::string_view assembly,
    std::string_view contig, const BaseChange& change);

// Without anchor and shared ends.
BaseChange changeOf(const Variant& variant);
// Moved as far as the sequence repeats, towards higher (Plus) or lower (Minus) positions: the 3'
// rule of HGVS for a description on that strand. Only insertions and deletions move; none moves
// past what is covered.
BaseChange shiftThreePrime(
    const Reference& reference, const Variant& variant, Strand strand = Strand::Plus);

// Canonical SPDI: an insertion or deletion is widened over everything it could be moved across.
// REQUIRES: a normalised variant of this reference.
std::string spdiOf(const Reference& reference, const Variant& variant);

} // namespace locus::genetics
