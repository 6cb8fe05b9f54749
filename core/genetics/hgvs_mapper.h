// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/genetics/hgvs_variant.h"
#include "core/genetics/reference.h"
#include "core/genetics/variant.h"

#include <string>
#include <string_view>
#include <vector>

namespace locus::genetics {

// Where an HGVS description lies on the bundled references. One variant, or several that a person
// must choose from; never a silent choice.
struct HgvsPlacement
{
    std::vector<Variant> variants; // normalised, distinct
    std::vector<std::string> notes; // "gene symbol: the same place on 3 transcripts"
    [[nodiscard]] bool ambiguous() const { return variants.size() > 1; }
};

// `assembly` is the submission's; an accession of another one is refused, never converted. The
// bases that the description states are compared with the reference.
// Errors: not_found "outside_local_reference" (contig, transcript or version not bundled); refused
// "genetics.ref_mismatch" ("REF is X, reference has Y at chr:pos") and "hgvs.wrong_assembly";
// invalid "hgvs.unsupported" (uncertain places, r., conversions), "hgvs.position" (a place that the
// transcript does not have), and those of normalise().
Result<HgvsPlacement> placeHgvs(
    const HgvsVariant& hgvs, const Reference& reference, std::string_view assembly);

} // namespace locus::genetics
