// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/hgvs_mapper.h"

#include <string>
#include <string_view>
#include <vector>

namespace locus::genetics {

// What the accession of a description names on the bundled references; used by placeHgvs() only.
struct HgvsTarget
{
    std::string assembly;
    std::string contig; // set for g. and m.
    std::vector<const Transcript*> transcripts; // set for c., n. and p.
    bool byGene = false; // named by a gene symbol: every transcript of the gene
};
Result<HgvsTarget> findTarget(
    const HgvsVariant& hgvs, const Reference& reference, std::string_view assembly);

// Reads a substitution back from the protein: one base if one base suffices, else whole codons.
// Several answers are all given.
Result<HgvsPlacement> placeProtein(
    const HgvsProteinChange& change, const HgvsTarget& target, const Reference& reference);

} // namespace locus::genetics
