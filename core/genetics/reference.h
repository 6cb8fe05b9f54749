// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/genetics/transcript.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::genetics {

// One covered stretch of a reference, as its manifest lists it.
struct CoveredInterval
{
    std::string assembly;
    std::string contig;
    Range range;
    std::string release; // of the gene models: "Ensembl 84", "RefSeq NG_017013.2"
    std::string source; // where sequence and models came from
    std::string licence;
    std::string sha256; // of the sequence's letters
};

// Sequence and gene models of the intervals that this seat has, and nothing else: a question
// outside them is answered with "not covered", never with a guess. Letters are upper-case A C G T
// N. Thread contract: immutable after it is made; any thread may read.
class Reference
{
public:
    Reference(const Reference&) = delete;
    Reference& operator=(const Reference&) = delete;
    virtual ~Reference() = default;

    [[nodiscard]] virtual const std::vector<CoveredInterval>& intervals() const = 0;

    // The name this reference uses for a contig, from any of its synonyms (21 = chr21 = CM000683.2
    // = NC_000021.9), or nothing. Synonyms that name an assembly (NC_000021.8 is GRCh37) match that
    // assembly only.
    [[nodiscard]] virtual std::optional<std::string> canonicalContig(
        std::string_view assembly, std::string_view name) const = 0;
    // The RefSeq accession of a contig ("NC_000021.9") for HGVS g. and SPDI; the contig itself
    // where it is one.
    [[nodiscard]] virtual std::string accession(
        std::string_view assembly, std::string_view contig) const = 0;

    [[nodiscard]] virtual bool covers(
        std::string_view assembly, std::string_view contig, Range range) const = 0;
    // The letters of `range`; valid as long as this object. Errors: not_found
    // "reference.not_covered" with the interval that is covered instead, if the contig is known.
    [[nodiscard]] virtual Result<std::string_view> sequence(
        std::string_view assembly, std::string_view contig, Range range) const = 0;

    // Transcripts whose span touches `range`, in order of their start. Pointers live as long as
    // this object.
    [[nodiscard]] virtual std::vector<const Transcript*> transcriptsAt(
        std::string_view assembly, std::string_view contig, Range range) const = 0;
    // By id, with or without version; more than one where an id stands on several assemblies.
    struct PlacedTranscript
    {
        std::string assembly;
        const Transcript* transcript = nullptr;
    };
    [[nodiscard]] virtual std::vector<PlacedTranscript> findTranscripts(
        std::string_view id) const = 0;

protected:
    Reference() = default;
};

// The bundled or hospital-built form (reference_bundle.h describes the files). Errors: fatal
// "reference.damaged" naming the file whose checksum differs.
Result<std::shared_ptr<const Reference>> openReferenceBundle(const std::filesystem::path& folder);

// Any other reference: FASTA (plain or bgzip, with or without .fai) and GFF3 (Ensembl or NCBI
// style, plain or gzip). `assembly` names it. Contigs are the FASTA's names; a header with a true
// interval ("1:1000-2000") keeps its coordinates only if `offsetFromHeader`.
struct ReferenceFiles
{
    std::filesystem::path fasta;
    std::filesystem::path gff; // empty: sequence only
    std::string assembly;
    bool offsetFromHeader = false;
};
Result<std::shared_ptr<const Reference>> openReferenceFiles(const ReferenceFiles& files);

} // namespace locus::genetics
