// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/consequence_predictor.h"

#include "core/genetics/biotype.h"
#include "core/genetics/so_terms.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

namespace locus::genetics {
namespace {

int rankOf(const TranscriptAnnotation& transcript)
{
    return transcript.consequenceTerms.empty()
        ? unknownConsequenceRank
        : consequenceRank(transcript.consequenceTerms.front());
}

bool isProteinCoding(const TranscriptAnnotation& transcript)
{
    return shortBiotype(transcript.biotype) == "protein_coding";
}

// Smaller stands first. What Ensembl's pick_order asks for and the models do not tell (APPRIS,
// TSL, CCDS) is left out; longer CDS first is the order of the input.
auto preference(const TranscriptAnnotation& transcript)
{
    const bool canonical = transcript.flags.canonical && isProteinCoding(transcript);
    return std::tuple(!transcript.flags.maneSelect, !canonical, !isProteinCoding(transcript),
        !transcript.flags.basic, rankOf(transcript));
}

std::string reasonFor(const TranscriptAnnotation& chosen)
{
    return chosen.flags.maneSelect                          ? "mane_select"
        : chosen.flags.canonical && isProteinCoding(chosen) ? "canonical_no_mane"
                                                            : "mane_unknown_local";
}

void orderGene(std::vector<TranscriptAnnotation>& gene)
{
    std::stable_sort(gene.begin(), gene.end(),
        [](const auto& a, const auto& b) { return preference(a) < preference(b); });
    gene.front().chosenBecause = reasonFor(gene.front());
    const auto clinical = std::find_if(gene.begin() + 1, gene.end(), [&gene](const auto& each) {
        return gene.front().flags.maneSelect && each.flags.manePlusClinical
            && rankOf(each) < rankOf(gene.front());
    });
    if (clinical != gene.end()) {
        clinical->chosenBecause = "mane_plus_clinical";
        std::rotate(gene.begin() + 1, clinical, clinical + 1);
    }
}

} // namespace

void orderForDisplay(std::vector<TranscriptAnnotation>& transcripts)
{
    std::vector<std::vector<TranscriptAnnotation>> genes;
    for (TranscriptAnnotation& transcript : transcripts) {
        transcript.chosenBecause.clear();
        const auto gene = std::find_if(genes.begin(), genes.end(),
            [&transcript](const auto& each) { return each.front().geneId == transcript.geneId; });
        if (gene == genes.end()) {
            genes.emplace_back();
            genes.back().push_back(std::move(transcript));
        } else {
            gene->push_back(std::move(transcript));
        }
    }
    const auto worst = [](const std::vector<TranscriptAnnotation>& gene) {
        return consequenceRank(worstTerm(gene));
    };
    std::stable_sort(genes.begin(), genes.end(),
        [&worst](const auto& a, const auto& b) { return worst(a) < worst(b); });
    transcripts.clear();
    for (std::vector<TranscriptAnnotation>& gene : genes) {
        orderGene(gene);
        std::move(gene.begin(), gene.end(), std::back_inserter(transcripts));
    }
}

} // namespace locus::genetics
