// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/so_terms.h"

#include <algorithm>
#include <array>

namespace locus::genetics {
namespace {

constexpr std::array<SoTerm, 41> terms { {
    { 1, "transcript_ablation", "SO:0001893", "HIGH" },
    { 2, "splice_acceptor_variant", "SO:0001574", "HIGH" },
    { 3, "splice_donor_variant", "SO:0001575", "HIGH" },
    { 4, "stop_gained", "SO:0001587", "HIGH" },
    { 5, "frameshift_variant", "SO:0001589", "HIGH" },
    { 6, "stop_lost", "SO:0001578", "HIGH" },
    { 7, "start_lost", "SO:0002012", "HIGH" },
    { 8, "transcript_amplification", "SO:0001889", "HIGH" },
    { 9, "feature_elongation", "SO:0001907", "HIGH" },
    { 10, "feature_truncation", "SO:0001906", "HIGH" },
    { 11, "inframe_insertion", "SO:0001821", "MODERATE" },
    { 12, "inframe_deletion", "SO:0001822", "MODERATE" },
    { 13, "missense_variant", "SO:0001583", "MODERATE" },
    { 14, "protein_altering_variant", "SO:0001818", "MODERATE" },
    { 15, "splice_donor_5th_base_variant", "SO:0001787", "LOW" },
    { 16, "splice_region_variant", "SO:0001630", "LOW" },
    { 17, "splice_donor_region_variant", "SO:0002170", "LOW" },
    { 18, "splice_polypyrimidine_tract_variant", "SO:0002169", "LOW" },
    { 19, "incomplete_terminal_codon_variant", "SO:0001626", "LOW" },
    { 20, "start_retained_variant", "SO:0002019", "LOW" },
    { 21, "stop_retained_variant", "SO:0001567", "LOW" },
    { 22, "synonymous_variant", "SO:0001819", "LOW" },
    { 23, "coding_sequence_variant", "SO:0001580", "MODIFIER" },
    { 24, "mature_miRNA_variant", "SO:0001620", "MODIFIER" },
    { 25, "5_prime_UTR_variant", "SO:0001623", "MODIFIER" },
    { 26, "3_prime_UTR_variant", "SO:0001624", "MODIFIER" },
    { 27, "non_coding_transcript_exon_variant", "SO:0001792", "MODIFIER" },
    { 28, "intron_variant", "SO:0001627", "MODIFIER" },
    { 29, "NMD_transcript_variant", "SO:0001621", "MODIFIER" },
    { 30, "non_coding_transcript_variant", "SO:0001619", "MODIFIER" },
    { 31, "coding_transcript_variant", "SO:0001968", "MODIFIER" },
    { 32, "upstream_gene_variant", "SO:0001631", "MODIFIER" },
    { 33, "downstream_gene_variant", "SO:0001632", "MODIFIER" },
    { 34, "TFBS_ablation", "SO:0001895", "MODERATE" },
    { 35, "TFBS_amplification", "SO:0001892", "MODIFIER" },
    { 36, "TF_binding_site_variant", "SO:0001782", "MODIFIER" },
    { 37, "regulatory_region_ablation", "SO:0001894", "MODIFIER" },
    { 38, "regulatory_region_amplification", "SO:0001891", "MODIFIER" },
    { 39, "regulatory_region_variant", "SO:0001566", "MODIFIER" },
    { 40, "intergenic_variant", "SO:0001628", "MODIFIER" },
    { 41, "sequence_variant", "SO:0001060", "MODIFIER" },
} };

} // namespace

std::span<const SoTerm> soTerms()
{
    return terms;
}

const SoTerm* findSoTerm(std::string_view term)
{
    const auto* const found = std::find_if(
        terms.begin(), terms.end(), [term](const SoTerm& entry) { return entry.term == term; });
    return found == terms.end() ? nullptr : found;
}

int consequenceRank(std::string_view term)
{
    const SoTerm* const found = findSoTerm(term);
    return found ? found->rank : unknownConsequenceRank;
}

void sortWorstFirst(std::vector<std::string>& consequenceTerms)
{
    std::stable_sort(consequenceTerms.begin(), consequenceTerms.end(),
        [](const std::string& a, const std::string& b) {
            return consequenceRank(a) < consequenceRank(b);
        });
}

std::string worstTerm(std::span<const TranscriptAnnotation> transcripts)
{
    std::string worst;
    for (const TranscriptAnnotation& transcript : transcripts) {
        for (const std::string& term : transcript.consequenceTerms) {
            if (worst.empty() || consequenceRank(term) < consequenceRank(worst)) {
                worst = term;
            }
        }
    }
    return worst;
}

} // namespace locus::genetics
