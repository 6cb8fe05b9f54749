// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/genetics/transcript.h"

#include <string>
#include <string_view>
#include <vector>

namespace locus::genetics {

// A variant by place: the region notation and the Ensembl default line. An insertion has
// start = end + 1. Alleles are on `strand`.
struct RegionNotation
{
    std::string contig;
    std::int64_t start = 0;
    std::int64_t end = 0;
    Strand strand = Strand::Plus;
    std::string ref; // Ensembl default only; "-" for none
    std::vector<std::string> alleles; // letters, "-", or INS DUP DEL TDUP
    std::string id;
};

// "chr:start-end[:strand]/allele" or "chr:start:end/allele". Errors: invalid "region.syntax" with
// "position" and "allowed".
Result<RegionNotation> parseRegion(std::string_view text);
bool looksLikeRegion(std::string_view text);

// "chr start end ref/alt[/alt...] strand [id]". Errors as above, "ensembl.syntax".
Result<RegionNotation> parseEnsemblDefault(std::string_view line);
bool looksLikeEnsemblDefault(std::string_view line);

// rs, ss, COSV, COSM, HGMD (CM CD CI CS CR CX CG CE CN CP BM), esv, nsv and their parts.
bool isVariantIdentifier(std::string_view text);

// At spaces and tabs; several count as one.
std::vector<std::string_view> fieldsOf(std::string_view line);

} // namespace locus::genetics
