// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/record_caller.h"

#include "core/base/text.h"

#include <algorithm>
#include <utility>

namespace locus::genetics {
namespace {

using namespace consequence;
using Place = BoundaryCheck::Place;

constexpr std::int64_t spliceReach = 8;

void tellAll(
    const BoundaryCheck& check, const TranscriptModel& model, int altIndex, const CallSink& sink)
{
    for (const ConsequenceSet found : check.told()) {
        if (found != 0) {
            sink({ found, &model.transcript(), altIndex, 0, {} });
        }
    }
}

CheckedFeature featureOf(const TranscriptModel& model, std::size_t part)
{
    const bool first = part == 0;
    const bool last = part + 1 == model.cds().size();
    CheckedFeature feature { model.cds()[part].range, !first, !last };
    feature.spliceSites = true;
    feature.codingPart = true;
    feature.start = (model.onMinus() ? last : first) && model.hasStart();
    feature.stop = (model.onMinus() ? first : last) && model.hasStop();
    return feature;
}

std::string shortened(const std::string& protein, std::int64_t codon, int brief)
{
    const auto length = static_cast<std::int64_t>(protein.size());
    if (brief == 0 || length - brief < 3) {
        return protein;
    }
    const std::int64_t told = length - (protein.ends_with('*') ? 1 : 0);
    return protein.substr(0, static_cast<std::size_t>(std::min<std::int64_t>(told, brief))) + ".."
        + std::to_string(codon + told);
}

// The coding piece as a node; nothing if the piece leaves its CDS part.
std::optional<CodingNode> nodeOf(const TranscriptModel& model, const BoundaryCheck& check,
    std::size_t part, const RecordAllele& allele, int altIndex)
{
    const TranscriptModel::CdsPart& cds = model.cds()[part];
    const std::int64_t outside = std::max<std::int64_t>(cds.range.start - check.pieceStart(), 0);
    CodingNode node;
    node.altIndex = altIndex;
    node.part = part;
    node.position = check.pieceStart() + outside;
    node.offset = cds.offset + (node.position - cds.range.start);
    node.refLength = static_cast<std::int64_t>(check.pieceRef().size()) - outside;
    const auto skip = static_cast<std::size_t>(outside);
    node.alt = check.pieceAlt().substr(std::min(skip, check.pieceAlt().size()));
    node.lengthChange =
        static_cast<std::int64_t>(allele.alt.size()) - static_cast<std::int64_t>(allele.ref.size());
    node.found = check.found() & ~synonymous;
    node.told =
        std::to_string(allele.position) + std::string(allele.ref) + ">" + std::string(allele.alt);
    return node.refLength >= 0 && node.position + node.refLength <= cds.range.end + 1
        ? std::optional(node)
        : std::nullopt;
}

} // namespace

bool isCallable(std::string_view alt)
{
    return !alt.empty() && alt.front() != '<' && alt.front() != '*' && alt.front() != '.';
}

bool callCoding(const TranscriptModel& model, const RecordAllele& allele, int altIndex,
    const CallSink& sink, std::vector<CodingNode>& nodes)
{
    bool hit = false;
    for (std::size_t part = 0; model.isCoding() && part < model.cds().size(); ++part) {
        if (!model.cds()[part].range.overlaps(allele.reach())) {
            continue;
        }
        hit = true;
        const BoundaryCheck check(model, allele, featureOf(model, part));
        tellAll(check, model, altIndex, sink);
        if (check.place() == Place::NoChange) {
            continue;
        }
        const auto node = check.place() == Place::Inside
            ? nodeOf(model, check, part, allele, altIndex)
            : std::nullopt;
        if (node) {
            nodes.push_back(*node);
            continue;
        }
        const ConsequenceSet found =
            check.place() == Place::Inside && check.found() == 0 ? codingSequence : check.found();
        if (found != 0) {
            sink({ found, &model.transcript(), altIndex, 0, {} });
        }
    }
    return hit;
}

void callAlone(
    const TranscriptModel& model, const CodingNode& node, int brief, const CallSink& sink)
{
    const CodingChange change = codingChange(model, { node }, 0, 0, node.lengthChange % 3 != 0);
    const SequenceTerms terms =
        termsOfChange(change, node.found, { node.lengthChange, false, false, true });
    if (terms.startLostOnly) {
        return; // told by the boundary check already
    }
    ConsequenceCall call { terms.found & compound, &model.transcript(), node.altIndex, 0, {} };
    if (call.found != 0) {
        call.letters = lettersOf(change, (terms.found & synonymous) != 0, node.told, brief);
        sink(call);
    }
    if ((terms.found & ~compound) != 0) {
        sink({ terms.found & ~compound, &model.transcript(), node.altIndex, 0, {} });
    }
}

bool callUtr(
    const TranscriptModel& model, const RecordAllele& allele, int altIndex, const CallSink& sink)
{
    bool hit = false;
    for (const TranscriptModel::Utr& utr : model.utrs()) {
        if (!utr.range.overlaps(allele.reach())) {
            continue;
        }
        const BoundaryCheck check(model, allele, { utr.range });
        if (check.place() == Place::Inside || check.place() == Place::Across) {
            sink({ utr.fivePrime ? utr5 : utr3, &model.transcript(), altIndex, 0, {} });
            hit = true;
        }
    }
    return hit;
}

bool callSplice(const TranscriptModel& model, const RecordAllele& allele, int altIndex,
    const CallSink& sink, ConsequenceSet also)
{
    const Transcript& transcript = model.transcript();
    bool hit = false;
    for (const Range& exon : transcript.exons) {
        const Range near { exon.start - spliceReach, exon.end + spliceReach };
        if (!near.overlaps(allele.reach())) {
            continue;
        }
        CheckedFeature feature { exon, exon.start != transcript.span.start,
            exon.end != transcript.span.end };
        feature.spliceSites = true;
        const BoundaryCheck check(model, allele, feature);
        for (const ConsequenceSet found : check.told()) {
            if ((found | also) != 0) {
                sink({ found | also, &transcript, altIndex, 0, {} });
            }
        }
        hit = hit || (check.found() | also) != 0;
    }
    return hit;
}

bool callSpan(const TranscriptModel& model, const RecordAllele& allele, const CallSink& sink,
    ConsequenceSet also)
{
    const Transcript& transcript = model.transcript();
    if (!transcript.span.overlaps(allele.reach())) {
        return false;
    }
    const BoundaryCheck check(model, allele, { transcript.span });
    if (check.place() != Place::Inside && check.place() != Place::Across) {
        return false;
    }
    sink({ (model.isCoding() ? intron : nonCoding) | also, &transcript, 0, 0, {} });
    return true;
}

ConsequenceSet symbolicKind(std::string_view alt)
{
    const std::string symbol = toUpper(alt.substr(0, 4));
    return symbol == "<INS" ? elongation : symbol == "<DEL" ? truncation : 0;
}

bool callSymbolic(const TranscriptModel& model, const RecordAllele& allele, const CallSink& sink)
{
    const ConsequenceSet kind = symbolicKind(allele.alt);
    const std::int64_t place = allele.position + 1;
    const Transcript* const transcript = &model.transcript();
    bool hit = false;
    for (const TranscriptModel::CdsPart& part : model.cds()) {
        if (part.range.contains(place)) {
            sink({ (model.isCoding() ? codingSequence : nonCoding) | kind, transcript, 1, 0, {} });
            hit = true;
        }
    }
    for (const TranscriptModel::Utr& utr : model.utrs()) {
        if (utr.range.contains(place)) {
            sink({ (utr.fivePrime ? utr5 : utr3) | kind, transcript, 1, 0, {} });
            hit = true;
        }
    }
    return hit;
}

std::string lettersOf(
    const CodingChange& change, bool isSynonymous, const std::string& records, int brief)
{
    std::string letters =
        std::to_string(change.refCodon) + shortened(change.refProtein, change.refCodon, brief);
    if (!isSynonymous) {
        letters += ">" + std::to_string(change.altCodon)
            + shortened(change.altProtein, change.altCodon, brief);
    }
    return letters + "|" + records;
}

} // namespace locus::genetics
