// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/consequence_predictor.h"

#include "core/genetics/biotype.h"
#include "core/genetics/codon_letters.h"
#include "core/genetics/record_caller.h"
#include "core/genetics/so_terms.h"
#include "core/genetics/transcript_map.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace locus::genetics {
namespace {

using namespace consequence;

constexpr std::int64_t siteBases = 2;

// "4/20", "4-5/20" where several are touched.
std::string numbered(std::optional<int> a, std::optional<int> b, std::size_t count)
{
    if (!a && !b) {
        return {};
    }
    const int low = std::min(a.value_or(*(b ? b : a)), b.value_or(*(a ? a : b)));
    const int high = std::max(a.value_or(low), b.value_or(low));
    return (low == high ? std::to_string(low) : std::to_string(low) + "-" + std::to_string(high))
        + "/" + std::to_string(count);
}

ConsequenceSet codingTerms(const TranscriptModel& model, const RecordAllele& allele)
{
    ConsequenceSet found = 0;
    std::vector<CodingNode> nodes;
    const CallSink sink = [&found](const ConsequenceCall& call) { found |= call.found; };
    callCoding(model, allele, 1, sink, nodes);
    callUtr(model, allele, 1, sink);
    callSplice(model, allele, 1, sink);
    found &= ~synonymous; // said of the splice bases, not of the protein
    for (const CodingNode& node : nodes) {
        const CodingChange change = codingChange(model, { node }, 0, 0, node.lengthChange % 3 != 0);
        const SequenceTerms terms =
            termsOfChange(change, node.found, { node.lengthChange, false, false, true });
        found &= ~(stopLost | startLost); // seen by overlap; the proteins have decided
        found |= terms.found;
    }
    found &= (found & (stopRetained | startRetained)) != 0 ? ~synonymous : ~0U;
    return settled(narrowed(found));
}

// A change of several bases for several others, in the words that Ensembl has for it.
ConsequenceSet withoutComplex(ConsequenceSet found)
{
    const bool complex = (found & (elongation | truncation)) != 0;
    const bool inCoding = (found & (utr5 | utr3 | spliceAcceptor | spliceDonor | intron)) == 0;
    const bool told = (found & (frameshift | startOrStop | missense | codingSequence)) != 0;
    found &= ~(elongation | truncation);
    return complex && inCoding && !told ? found | inframeAltering : found;
}

std::vector<std::string> termsOf(
    const TranscriptModel& model, const RecordAllele& allele, const TrimmedChange& change)
{
    const Transcript& transcript = model.transcript();
    ConsequenceSet found = codingTerms(model, allele);
    const bool inExon = std::any_of(transcript.exons.begin(), transcript.exons.end(),
        [&change](const Range& exon) { return change.touches(exon); });
    for (std::size_t i = 1; i < transcript.exons.size(); ++i) {
        const Range inner { transcript.exons[i - 1].end + 1 + siteBases,
            transcript.exons[i].start - 1 - siteBases };
        // An insertion between the site's last base and the next one is inside already.
        const bool inside = change.isInsertion()
            ? change.touched.start >= inner.start - 1 && change.touched.end <= inner.end + 1
            : change.touched.overlaps(inner);
        found |= inner.length() > 0 && inside ? intron : 0;
    }
    found = withoutComplex(found);
    std::vector<std::string> terms;
    if (!model.isCoding()) {
        found &= ~(utr5 | utr3 | codingSequence | nonCoding);
        found |= inExon ? nonCoding : 0;
    } else if (found == 0 && inExon) {
        found |= codingSequence;
    }
    for (int bit = 0; bit < termCount; ++bit) {
        if ((found >> bit & 1U) != 0) {
            terms.emplace_back(sequenceOntologyTerm(bit));
        }
    }
    if (!model.isCoding() && !inExon) {
        terms.emplace_back("non_coding_transcript_variant");
    }
    if (isNonsenseMediatedDecay(transcript.biotype)) {
        terms.emplace_back("NMD_transcript_variant");
    }
    sortWorstFirst(terms);
    return terms;
}

void addPlaces(
    TranscriptAnnotation& annotation, const TranscriptModel& model, const TrimmedChange& change)
{
    const Transcript& transcript = model.transcript();
    const TranscriptMap map(transcript);
    const bool whole = !change.isInsertion();
    const auto [low, high] = change.touched;
    const auto exonLow = map.exonNumber(low);
    const auto exonHigh = map.exonNumber(high);
    if (whole || exonLow == exonHigh) {
        annotation.exon = numbered(exonLow, exonHigh, transcript.exons.size());
    }
    const auto intronLow = map.intronNumber(low);
    const auto intronHigh = map.intronNumber(high);
    if (annotation.exon.empty() || whole) {
        annotation.intron = numbered(intronLow, intronHigh, transcript.exons.size() - 1);
    }
    const std::int64_t first = model.onMinus() ? high : low;
    const auto cdna = map.toCdna(first);
    if (!cdna || cdna->offset != 0) {
        return;
    }
    annotation.cdnaStart = cdna->base;
    const auto index = map.cdsIndex(first);
    if (model.isCoding() && index) {
        const int phase = transcript.firstCdsPhase;
        annotation.cdsStart = *index + 1 + (phase > 0 ? 3 - phase : 0);
        annotation.proteinStart = map.codonAt(*index, true);
    }
}

TranscriptAnnotation annotationOf(const Transcript& transcript)
{
    TranscriptAnnotation annotation;
    annotation.transcriptId = transcript.id;
    annotation.geneId = transcript.gene.id;
    annotation.geneSymbol = transcript.gene.symbol;
    annotation.biotype = transcript.biotype;
    annotation.strand = static_cast<int>(transcript.strand);
    annotation.flags = transcript.flags;
    return annotation;
}

std::int64_t codingLength(const Transcript& transcript)
{
    std::int64_t length = 0;
    for (const Range& part : transcript.cds) {
        length += part.length();
    }
    return length;
}

} // namespace

std::vector<TranscriptAnnotation> predictConsequences(
    const Reference& reference, const Variant& variant)
{
    const TrimmedChange change(variant);
    const RecordAllele allele { variant.position, variant.ref, variant.alt };
    const ReferenceWindow window(reference, variant.assembly, variant.contig);
    auto transcripts = reference.transcriptsAt(variant.assembly, variant.contig, change.touched);
    std::stable_sort(
        transcripts.begin(), transcripts.end(), [](const Transcript* a, const Transcript* b) {
            return codingLength(*a) > codingLength(*b);
        });
    std::vector<TranscriptAnnotation> annotations;
    for (const Transcript* const transcript : transcripts) {
        if (!change.touches(transcript->span) || (change.ref.empty() && change.alt.empty())) {
            continue;
        }
        const TranscriptModel model(window, *transcript);
        TranscriptAnnotation annotation = annotationOf(*transcript);
        annotation.consequenceTerms = termsOf(model, allele, change);
        const SoTerm* const worst = annotation.consequenceTerms.empty()
            ? nullptr
            : findSoTerm(annotation.consequenceTerms.front());
        annotation.impact = worst ? worst->impact : "MODIFIER";
        CodonLetters letters = codonLetters(model, change);
        annotation.codons = std::move(letters.codons);
        annotation.aminoAcids = std::move(letters.aminoAcids);
        addPlaces(annotation, model, change);
        annotations.push_back(std::move(annotation));
    }
    orderForDisplay(annotations);
    return annotations;
}

} // namespace locus::genetics
