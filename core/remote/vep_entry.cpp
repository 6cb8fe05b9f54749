// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/vep_entry.h"

#include "core/base/text.h"
#include "core/genetics/so_terms.h"
#include "core/remote/loose_json.h"
#include "core/remote/transcript_order.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace locus::remote {

using genetics::Annotation;
using genetics::AnnotationRow;
using genetics::TranscriptAnnotation;
using nlohmann::json;

namespace {

constexpr std::array kConsequenceBlocks { "transcript_consequences",
    "regulatory_feature_consequences", "motif_feature_consequences", "intergenic_consequences" };

// Fields that are one number, under the name we keep them by.
constexpr std::array<std::pair<const char*, const char*>, 10> kScores { {
    { "sift_score", "sift" },
    { "polyphen_score", "polyphen" },
    { "polyphen_humdiv_score", "polyphen_humdiv" },
    { "polyphen_humvar_score", "polyphen_humvar" },
    { "cadd_phred", "cadd_phred" },
    { "cadd_raw", "cadd_raw" },
    { "revel", "revel" },
    { "clinpred", "clinpred" },
    { "loeuf", "loeuf" },
    { "conservation", "conservation" },
} };
constexpr std::array<std::pair<const char*, const char*>, 7> kPredictions { {
    { "sift_prediction", "sift" },
    { "polyphen_prediction", "polyphen" },
    { "polyphen_humdiv_pred", "polyphen_humdiv" },
    { "polyphen_humvar_pred", "polyphen_humvar" },
    { "lof", "lof" },
    { "lof_filter", "lof_filter" },
    { "lof_flags", "lof_flags" },
} };

bool isOfAllele(const json& consequence, const std::string& allele)
{
    const std::string own = loose::text(consequence, "variant_allele");
    return own.empty() || own == allele;
}

void addAllele(std::vector<std::string>& alleles, std::string allele)
{
    if (!allele.empty() && std::find(alleles.begin(), alleles.end(), allele) == alleles.end()) {
        alleles.push_back(std::move(allele));
    }
}

// The alleles that consequences speak of; where there are none, those of allele_string: what
// follows the reference, or the whole text of a structural term.
std::vector<std::string> allelesOf(const json& element)
{
    std::vector<std::string> alleles;
    for (const auto* block : kConsequenceBlocks) {
        for (const auto& consequence : loose::list(element, block)) {
            addAllele(alleles, loose::text(consequence, "variant_allele"));
        }
    }
    if (alleles.empty()) {
        const std::string text = loose::text(element, "allele_string");
        const auto parts = split(text, '/');
        for (std::size_t i = parts.size() > 1 ? 1 : 0; i < parts.size(); ++i) {
            addAllele(alleles, std::string(parts[i]));
        }
    }
    return alleles;
}

// Over every block, not over the displayed transcript and not the service's own word.
std::string mostSevereOf(const json& element, const std::string& allele)
{
    std::vector<std::string> terms;
    for (const auto* block : kConsequenceBlocks) {
        for (const auto& consequence : loose::list(element, block)) {
            if (isOfAllele(consequence, allele)) {
                auto own = loose::texts(consequence, "consequence_terms");
                terms.insert(terms.end(), own.begin(), own.end());
            }
        }
    }
    genetics::sortWorstFirst(terms);
    return terms.empty() ? std::string() : terms.front();
}

void readMane(const json& in, TranscriptAnnotation& out)
{
    const auto tags = loose::texts(in, "mane");
    const auto tagged = [&tags](std::string_view tag) {
        return std::find(tags.begin(), tags.end(), tag) != tags.end();
    };
    const std::string select = loose::text(in, "mane_select");
    const std::string clinical = loose::text(in, "mane_plus_clinical");
    out.flags.maneSelect = !select.empty() || tagged("MANE_Select");
    out.flags.manePlusClinical = !clinical.empty() || tagged("MANE_Plus_Clinical");
    out.partnerId = select.empty() ? clinical : select;
}

void readScores(const json& in, TranscriptAnnotation& out)
{
    for (const auto& [field, name] : kScores) {
        if (const auto value = loose::number(in, field)) {
            out.scores[name] = *value;
        }
    }
    for (const auto& [field, name] : kPredictions) {
        if (auto value = loose::text(in, field); !value.empty()) {
            out.predictions[name] = std::move(value);
        }
    }
    if (const auto* block = loose::member(in, "alphamissense")) {
        if (const auto value = loose::number(*block, "am_pathogenicity")) {
            out.scores["am_pathogenicity"] = *value;
        }
        if (auto value = loose::text(*block, "am_class"); !value.empty()) {
            out.predictions["alphamissense"] = std::move(value);
        }
    }
    if (const auto* block = loose::member(in, "spliceai"); block && block->is_object()) {
        for (const auto& [field, raw] : block->items()) {
            if (const auto value = loose::number(raw); value && field.starts_with("D")) {
                out.scores["spliceai_" + toLower(field)] = *value;
            }
        }
    }
}

RankedTranscript transcriptOf(const json& in)
{
    RankedTranscript ranked;
    auto& out = ranked.transcript;
    out.transcriptId = loose::text(in, "transcript_id");
    out.geneId = loose::text(in, "gene_id");
    out.geneSymbol = loose::text(in, "gene_symbol");
    out.biotype = loose::text(in, "biotype");
    out.strand = static_cast<int>(loose::integer(in, "strand").value_or(0));
    out.consequenceTerms = loose::texts(in, "consequence_terms");
    genetics::sortWorstFirst(out.consequenceTerms);
    out.impact = loose::text(in, "impact");
    out.hgvsc = loose::text(in, "hgvsc");
    out.hgvsp = loose::text(in, "hgvsp");
    out.codons = loose::text(in, "codons");
    out.aminoAcids = loose::text(in, "amino_acids");
    out.exon = loose::text(in, "exon");
    out.intron = loose::text(in, "intron");
    out.cdnaStart = loose::integer(in, "cdna_start");
    out.cdsStart = loose::integer(in, "cds_start");
    out.proteinStart = loose::integer(in, "protein_start");
    out.flags.canonical = loose::flag(in, "canonical");
    out.flags.basic = loose::flag(in, "gencode_basic");
    readMane(in, out);
    readScores(in, out);
    ranked.appris = loose::text(in, "appris");
    ranked.tsl = static_cast<int>(loose::integer(in, "tsl").value_or(0));
    ranked.ccds = loose::member(in, "ccds") != nullptr;
    return ranked;
}

bool isMissense(const TranscriptAnnotation& transcript)
{
    const auto& terms = transcript.consequenceTerms;
    return std::find(terms.begin(), terms.end(), "missense_variant") != terms.end();
}

// What was promised and is not there. A block counts as missing when no transcript that should
// have it has it: single gaps are normal (another isoform, no model for it).
std::vector<std::string> missingBlocks(
    const json& element, const Annotation& annotation, const VepOptions& options)
{
    const auto& all = annotation.transcripts;
    const auto asked = [&options](const char* name) {
        const auto it = options.find(name);
        return it != options.end() && it->second != 0;
    };
    const auto any = [&all](auto&& test) { return std::any_of(all.begin(), all.end(), test); };
    const auto lacks = [&any](const char* name) {
        return !any(
            [name](const auto& transcript) { return transcript.predictions.contains(name); });
    };
    std::vector<std::string> missing;
    if (annotation.mostSevere.empty()) {
        missing.emplace_back("consequences");
    }
    if (asked("hgvs") && any([](const auto& t) { return t.cdnaStart.has_value(); })
        && !any([](const auto& t) { return !t.hgvsc.empty(); })) {
        missing.emplace_back("hgvs");
    }
    if (asked("vcf_string") && !loose::member(element, "vcf_string")) {
        missing.emplace_back("vcf_string");
    }
    if (any(isMissense)) {
        if (asked("AlphaMissense") && lacks("alphamissense")) {
            missing.emplace_back("alphamissense");
        }
        for (const auto* always : { "sift", "polyphen" }) {
            if (lacks(always)) {
                missing.emplace_back(always);
            }
        }
    }
    return missing;
}

AnnotationRow rowOf(
    const json& element, const std::string& allele, bool onlyAllele, const VepOptions& options)
{
    AnnotationRow row;
    row.input = loose::text(element, "input");
    row.variant = variantOf(element, allele, onlyAllele);
    if (onlyAllele) {
        const auto spdi = loose::texts(element, "spdi");
        row.spdi = spdi.empty() ? std::string() : spdi.front();
    }
    Annotation annotation;
    annotation.mostSevere = mostSevereOf(element, allele);
    std::vector<RankedTranscript> transcripts;
    for (const auto& consequence : loose::list(element, "transcript_consequences")) {
        if (isOfAllele(consequence, allele)) {
            transcripts.push_back(transcriptOf(consequence));
            if (row.hgvsg.empty()) {
                row.hgvsg = loose::text(consequence, "hgvsg");
            }
        }
    }
    annotation.transcripts =
        inDisplayOrder(std::move(transcripts), loose::text(element, "assembly_name"));
    annotation.colocated = colocatedOf(element, allele);
    annotation.missingBlocks = missingBlocks(element, annotation, options);
    row.annotation = std::move(annotation);
    return row;
}

} // namespace

std::vector<AnnotationRow> rowsOf(const json& element, const VepOptions& options)
{
    const auto alleles = allelesOf(element);
    std::vector<AnnotationRow> rows;
    rows.reserve(alleles.size());
    for (const auto& allele : alleles) {
        rows.push_back(rowOf(element, allele, alleles.size() == 1, options));
    }
    return rows;
}

} // namespace locus::remote
