// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/genetics/gff3_reader.h"
#include "core/genetics/transcript.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace locus::genetics {

// A reference bundle is a folder of three files: manifest.json says what is covered, from where and
// under which licence, with checksums; sequence.txt holds the letters of all intervals one behind
// the other; models.tsv one transcript a line. openReferenceBundle() (reference.h) opens it.

// A stretch of a genome or a gene reference with its models.
struct SequenceSource
{
    std::filesystem::path fasta; // plain, gzip or bgzip
    std::filesystem::path gff; // may be empty
    std::string assembly; // the accession itself for a gene reference
    std::string release; // of the gene models, as people know it: "Ensembl 84"
    std::string source; // where both files came from
    std::string licence; // SPDX expression or "public domain"
    bool offsetFromHeader = false; // the FASTA header has the true interval
};

// A transcript whose sequence is known while the introns are not: only its exons are covered.
struct TranscriptSource
{
    std::filesystem::path fasta; // one record: the transcript
    std::string assembly;
    std::string release;
    std::string source;
    std::string licence;
    Transcript transcript; // placed; cds and span are filled from codingStart and codingEnd
    std::int64_t codingStart = 0; // first and last CDS base on the transcript, 1-based
    std::int64_t codingEnd = 0;
};

struct ReferenceBuildSpec
{
    std::vector<SequenceSource> sequences;
    std::vector<TranscriptSource> transcripts;
};

struct ReferenceBuildReport
{
    std::int64_t letters = 0;
    std::int64_t transcripts = 0;
    std::vector<SkippedModels> skipped;
};

// Reads a spec file (JSON, see resources/reference/build_spec.json); its paths are taken from
// `data`. Errors: those of readFile(); invalid "reference.spec" with "field" and "expected".
Result<ReferenceBuildSpec> readReferenceBuildSpec(
    const std::filesystem::path& spec, const std::filesystem::path& data);

// Writes the bundle, the manifest last. The same input gives the same bytes. Errors: those of
// readFasta() and readGff3(); invalid "reference.spec" where exons and sequence disagree; retriable
// "file.unwritable".
Result<ReferenceBuildReport> buildReferenceBundle(
    const ReferenceBuildSpec& spec, const std::filesystem::path& folder);

} // namespace locus::genetics
