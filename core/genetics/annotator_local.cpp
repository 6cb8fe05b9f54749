// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/annotator_local.h"

#include "core/genetics/consequence_predictor.h"
#include "core/genetics/hgvs_namer.h"
#include "core/genetics/so_terms.h"
#include "core/genetics/transcript_map.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace locus::genetics {
namespace {

// What a service says and the local engine cannot, in the words the local engine has for it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> coarser { {
    { "splice_donor_5th_base_variant", "splice_region_variant" },
    { "splice_donor_region_variant", "splice_region_variant" },
    { "splice_polypyrimidine_tract_variant", "splice_region_variant" },
} };

std::string_view comparable(std::string_view term)
{
    for (const auto& [fine, coarse] : coarser) {
        if (term == fine) {
            return coarse;
        }
    }
    return term;
}

bool outOfScope(std::string_view term)
{
    static constexpr std::array<std::string_view, 9> terms { "upstream_gene_variant",
        "downstream_gene_variant", "intergenic_variant", "regulatory_region_variant",
        "regulatory_region_ablation", "regulatory_region_amplification", "TF_binding_site_variant",
        "TFBS_ablation", "TFBS_amplification" };
    return std::find(terms.begin(), terms.end(), term) != terms.end();
}

std::string worstOf(const Annotation& annotation)
{
    std::string worst;
    for (const TranscriptAnnotation& transcript : annotation.transcripts) {
        for (const std::string& term : transcript.consequenceTerms) {
            if (!outOfScope(term)
                && (worst.empty() || consequenceRank(term) < consequenceRank(worst))) {
                worst = term;
            }
        }
    }
    return worst;
}

void addNames(const Reference& reference, const Variant& variant,
    std::vector<TranscriptAnnotation>& annotations)
{
    std::map<std::string_view, const Transcript*> byId;
    const Range touched { variant.position - 1, variant.end() + 1 };
    for (const Transcript* transcript :
        reference.transcriptsAt(variant.assembly, variant.contig, touched)) {
        byId.emplace(transcript->id, transcript);
    }
    for (TranscriptAnnotation& annotation : annotations) {
        const auto found = byId.find(annotation.transcriptId);
        if (found == byId.end()) {
            continue;
        }
        const TranscriptMap map(*found->second);
        annotation.hgvsc = nameTranscript(reference, variant, map);
        annotation.hgvsp = nameProtein(reference, variant, map);
    }
}

} // namespace

LocalAnnotation annotateLocally(const Reference& reference, const Variant& variant)
{
    LocalAnnotation answer;
    Annotation annotation;
    annotation.transcripts = predictConsequences(reference, variant);
    if (annotation.transcripts.empty()) {
        answer.notAnnotated = notAnnotated("unsupported", because("engine.no_transcript_here"));
        return answer;
    }
    addNames(reference, variant, annotation.transcripts);
    annotation.mostSevere = worstOf(annotation);
    annotation.missingBlocks = { "frequencies", "clinical_significance", "scores" };
    answer.annotation = std::move(annotation);
    return answer;
}

EngineSource localSource(const Reference& reference, const Variant& variant)
{
    EngineSource source { "locus-local", LOCUS_VERSION, {} };
    for (const CoveredInterval& interval : reference.intervals()) {
        if (interval.assembly == variant.assembly && interval.contig == variant.contig
            && interval.range.contains(variant.position)) {
            source.dataRelease = interval.release;
        }
    }
    return source;
}

std::string worstTermDifference(const Annotation& local, const Annotation& service)
{
    const std::string here = worstOf(local);
    const std::string there = worstOf(service);
    if (here.empty() || there.empty() || comparable(here) == comparable(there)) {
        return {};
    }
    return "the local engine's worst term is " + here + ", the service's is " + there;
}

std::string worstDisplayedTerm(const std::vector<AnnotationRow>& rows)
{
    std::string worst;
    for (const AnnotationRow& row : rows) {
        if (!row.annotation || row.annotation->transcripts.empty()) {
            continue;
        }
        for (const std::string& term : row.annotation->transcripts.front().consequenceTerms) {
            if (worst.empty() || consequenceRank(term) < consequenceRank(worst)) {
                worst = term;
            }
        }
    }
    return worst;
}

} // namespace locus::genetics
