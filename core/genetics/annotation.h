// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/genetics/reason.h"
#include "core/genetics/transcript.h"
#include "core/genetics/variant.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace locus::genetics {

// One transcript's consequence as people see it: SO terms and HGVS, never the oracle's text form.
// Empty or absent means that the engine did not say, never that the value is zero.
struct TranscriptAnnotation
{
    std::string transcriptId;
    std::string geneId;
    std::string geneSymbol;
    std::string biotype;
    int strand = 0; // 1, -1, 0 unknown
    std::vector<std::string> consequenceTerms; // Sequence Ontology, worst first
    std::string impact; // HIGH MODERATE LOW MODIFIER, by the worst term
    std::string hgvsc;
    std::string hgvsp;
    std::string codons; // "Gca/Aca"
    std::string aminoAcids; // "A/T"
    std::string exon; // "4/20"
    std::string intron;
    std::optional<std::int64_t> cdnaStart;
    std::optional<std::int64_t> cdsStart;
    std::optional<std::int64_t> proteinStart;
    TranscriptFlags flags;
    std::string partnerId; // the MANE partner's id with version, where the engine says
    std::string chosenBecause; // why it stands first: "mane_select", "canonical_no_mane",
                               // "mane_unknown_local", ...
    std::map<std::string, double>
        scores; // by the engine's own name: "sift", "cadd_phred", "am_pathogenicity"
    std::map<std::string, std::string>
        predictions; // "sift" -> "tolerated", "alphamissense" -> "likely_benign"
};

struct ColocatedVariant
{
    std::string id;
    std::vector<std::string> clinicalSignificance; // for this row's allele only
    bool siteLevelOnly =
        false; // the source did not say which allele: shown as such, never as evidence
    std::map<std::string, double> frequencies; // of this row's allele: "gnomade_nfe" -> 0.0021
    bool otherAllelesOnly = false; // the source speaks of other alleles here, not of this row's
    std::map<std::string, std::vector<std::string>>
        synonyms; // by source: "ClinVar" -> RCV..., VCV...; "OMIM" -> "300377.0020"
};

struct Annotation
{
    std::string mostSevere; // over all transcripts, computed by us
    std::vector<TranscriptAnnotation> transcripts; // the displayed one first
    std::vector<ColocatedVariant> colocated;
    std::vector<std::string> missingBlocks; // asked for and not delivered
};

struct EngineSource
{
    std::string engine; // "locus-local", "ensembl-vep-rest", "cache"
    std::string release;
    std::string dataRelease;
    bool operator==(const EngineSource&) const = default;
};

// Why a row carries no annotation.
struct NotAnnotated
{
    std::string code; // one of notAnnotatedCodes
    std::string reason; // one sentence, names position and what is allowed
    std::optional<Instant> retryAt;
    Reason why {}; // from which `reason` was made; empty in rows of other programs
};
NotAnnotated notAnnotated(
    std::string code, Reason why, std::optional<Instant> retryAt = std::nullopt);

// One answer row. Exactly one of `annotation` (with `source`) and `notAnnotated` is set.
struct AnnotationRow
{
    std::string input; // text as sent; one longer than 4,096 octets is cut and says how long it was
    std::int64_t line = 0; // 1-based line or record of the submission
    std::optional<Variant> variant; // normalised; absent if the input names none
    std::string spdi;
    std::string hgvsg;
    std::optional<Annotation> annotation;
    EngineSource source;
    Instant retrieved;
    std::optional<NotAnnotated> notAnnotated;
    std::vector<std::string> notes; // "identity 99.7 % on 11:5225464-5227071", "cached 3 d ago"
    std::string rawReply; // the service's own JSON for audit; empty for the local engine
};

} // namespace locus::genetics
