// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/genetics/reason.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::genetics {

// The first five columns of a VCF data line; the rest is the caller's business.
struct VcfRecord
{
    std::string contig;
    std::int64_t position = 0;
    std::string id;
    std::string ref; // upper case
    std::vector<std::string> alts; // letters, ".", "*", "<...>" or a breakend, as written
};

// Errors: invalid "vcf.malformed" with "position" (1-based character) and "allowed".
Result<VcfRecord> parseVcfLine(std::string_view line);
// Five or more fields with a numeric second and letters as fourth.
bool looksLikeVcfLine(std::string_view line);
// Only letters A C G T: something that can be placed and named.
bool isSequenceAllele(std::string_view allele);

// The text inside a gzip or BGZF file (FASTA, VCF, BCF) given as bytes, read by htslib.
struct UnpackedText
{
    std::string text; // everything up to the damage
    std::optional<Reason> damage; // if the file ends too early or is too large
};
bool looksPacked(BytesView bytes);
UnpackedText unpack(BytesView bytes, std::size_t mostBytes);

} // namespace locus::genetics
