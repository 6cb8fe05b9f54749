// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/transcript_order.h"

#include "core/genetics/so_terms.h"

#include <algorithm>
#include <tuple>

namespace locus::remote {

using genetics::TranscriptAnnotation;

namespace {

struct GeneGroup
{
    std::string geneId;
    std::vector<RankedTranscript> transcripts;
};

int worstRank(const TranscriptAnnotation& transcript)
{
    int worst = genetics::unknownConsequenceRank;
    for (const auto& term : transcript.consequenceTerms) {
        worst = std::min(worst, genetics::consequenceRank(term));
    }
    return worst;
}

bool isCanonicalCoding(const TranscriptAnnotation& transcript)
{
    return transcript.flags.canonical && transcript.biotype == "protein_coding";
}

// Principal isoforms before alternative ones, each by its number; what is not stated comes last.
int apprisRank(const std::string& appris)
{
    if (appris.size() != 2 || (appris[0] != 'P' && appris[0] != 'A')) {
        return 99;
    }
    return (appris[0] == 'P' ? 0 : 10) + (appris[1] - '0');
}

auto place(const RankedTranscript& ranked)
{
    const auto& transcript = ranked.transcript;
    return std::make_tuple(!transcript.flags.maneSelect, !isCanonicalCoding(transcript),
        apprisRank(ranked.appris), ranked.tsl == 0 ? 9 : ranked.tsl,
        transcript.biotype != "protein_coding", !ranked.ccds, worstRank(transcript));
}

std::string reasonOf(const GeneGroup& gene, std::string_view assembly)
{
    const auto& first = gene.transcripts.front().transcript;
    if (first.flags.maneSelect) {
        return "mane_select";
    }
    if (isCanonicalCoding(first)) {
        return assembly == "GRCh37" ? "canonical_no_mane_on_grch37" : "canonical_no_mane";
    }
    return gene.transcripts.size() == 1 ? "only_transcript" : "pick_order";
}

void arrange(GeneGroup& gene, std::string_view assembly)
{
    auto& all = gene.transcripts;
    std::stable_sort(
        all.begin(), all.end(), [](const auto& a, const auto& b) { return place(a) < place(b); });
    all.front().transcript.chosenBecause = reasonOf(gene, assembly);
    const auto plus = std::find_if(all.begin() + 1, all.end(),
        [](const auto& ranked) { return ranked.transcript.flags.manePlusClinical; });
    if (plus != all.end() && worstRank(plus->transcript) < worstRank(all.front().transcript)) {
        plus->transcript.chosenBecause = "mane_plus_clinical";
        std::rotate(all.begin() + 1, plus, plus + 1);
    }
}

std::vector<GeneGroup> byGene(std::vector<RankedTranscript> transcripts)
{
    std::vector<GeneGroup> genes;
    for (auto& ranked : transcripts) {
        const std::string& id = ranked.transcript.geneId;
        auto it = std::find_if(
            genes.begin(), genes.end(), [&id](const auto& gene) { return gene.geneId == id; });
        if (it == genes.end()) {
            genes.push_back({ id, {} });
            it = genes.end() - 1;
        }
        it->transcripts.push_back(std::move(ranked));
    }
    return genes;
}

} // namespace

std::vector<TranscriptAnnotation> inDisplayOrder(
    std::vector<RankedTranscript> transcripts, std::string_view assembly)
{
    auto genes = byGene(std::move(transcripts));
    for (auto& gene : genes) {
        arrange(gene, assembly);
    }
    std::stable_sort(genes.begin(), genes.end(), [](const auto& a, const auto& b) {
        const auto& first = a.transcripts.front().transcript;
        const auto& second = b.transcripts.front().transcript;
        return std::make_tuple(worstRank(first), !first.flags.maneSelect)
            < std::make_tuple(worstRank(second), !second.flags.maneSelect);
    });
    std::vector<TranscriptAnnotation> ordered;
    for (auto& gene : genes) {
        for (auto& ranked : gene.transcripts) {
            ordered.push_back(std::move(ranked.transcript));
        }
    }
    return ordered;
}

} // namespace locus::remote
