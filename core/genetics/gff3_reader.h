// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/genetics/transcript.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace locus::genetics {

// Why features or transcripts of a gene model file were left out. Never silently: the build prints
// these lines.
struct SkippedModels
{
    std::string reason; // "unknown biotype TEC", "reading frame disagrees with the phase column"
    std::int64_t count = 0;
    std::string example; // id of the first one
    bool operator==(const SkippedModels&) const = default;
};

struct GeneModels
{
    std::vector<Transcript> transcripts; // by contig, start, end, id
    std::vector<SkippedModels> skipped; // by reason
};

// Reads GFF3 of Ensembl's style (ID=transcript:, Parent=gene:, biotype=) and NCBI's (ID=rna-,
// mRNA/lnc_RNA, CDS with Parent=rna-). Only exon, CDS, transcript and gene lines count; UTRs follow
// from exons and CDS. A transcript without exon lines has its CDS as exons, a non-coding one its
// span. Errors: invalid "gff.malformed" with "line" and "expected". `offset` is added to every
// position. Any thread.
Result<GeneModels> parseGff3(std::string_view text, std::int64_t offset = 0);
// The same from a file, plain or compressed with gzip or bgzip. Also: not_found "file.missing".
Result<GeneModels> readGff3(const std::filesystem::path& path, std::int64_t offset = 0);

} // namespace locus::genetics
