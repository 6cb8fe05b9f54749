// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/hgvs_mapper.h"

#include "core/base/text.h"
#include "core/genetics/genetic_code.h"
#include "core/genetics/hgvs_format.h"
#include "core/genetics/hgvs_place.h"
#include "core/genetics/normalise.h"
#include "core/genetics/reason.h"
#include "core/genetics/transcript_map.h"

#include <algorithm>
#include <functional>
#include <set>

namespace locus::genetics {
namespace {

Error unsupported(ReasonKey why)
{
    return explained(ErrorKind::Invalid, "hgvs.unsupported", because(why));
}

Error misplaced(ReasonKey why, Facts facts = {})
{
    return explained(ErrorKind::Invalid, "hgvs.position", because(why, std::move(facts)));
}

Error wrongLength(std::int64_t stated, const Range& named)
{
    return misplaced("hgvs.length",
        { { "stated", std::to_string(stated) }, { "named", std::to_string(named.length()) } });
}

// How the positions of one description lie on a contig.
struct Frame
{
    std::string assembly;
    std::string contig;
    Strand strand = Strand::Plus;
    std::function<Result<std::int64_t>(const HgvsPosition&)> place;
};

Result<std::string> lettersOf(const Reference& reference, const Frame& frame, Range range)
{
    LOCUS_TRY_VALUE(letters, reference.sequence(frame.assembly, frame.contig, range));
    return frame.strand == Strand::Plus ? std::string(letters) : reverseComplement(letters);
}

// Compares the letters that the description states with what stands there.
Status checkStated(
    const Reference& reference, const Frame& frame, Range range, const HgvsEdit& edit)
{
    if (edit.refLength && *edit.refLength != range.length()) {
        return wrongLength(*edit.refLength, range);
    }
    if (edit.ref.empty()) {
        return {};
    }
    std::string stated = toUpper(edit.ref);
    if (static_cast<std::int64_t>(stated.size()) != range.length()) {
        return wrongLength(static_cast<std::int64_t>(stated.size()), range);
    }
    if (frame.strand == Strand::Minus) {
        stated = reverseComplement(stated);
    }
    return checkReference(
        reference, Variant { frame.assembly, frame.contig, range.start, stated, stated });
}

Result<Range> rangeOf(const Frame& frame, const HgvsInterval& interval)
{
    LOCUS_TRY_VALUE(first, frame.place(interval.start.first));
    auto last = first;
    if (interval.end) {
        LOCUS_TRY_VALUE(end, frame.place(interval.end->first));
        last = end;
    }
    if (frame.strand == Strand::Minus) {
        std::swap(first, last);
    }
    if (first > last) {
        return misplaced("hgvs.order", { { "interval", formatInterval(interval) } });
    }
    return Range { first, last };
}

Result<BaseChange> insertionAt(const Frame& frame, Range range, std::string letters)
{
    if (range.length() != 2) {
        return misplaced("hgvs.insertion");
    }
    if (frame.strand == Strand::Minus) {
        letters = reverseComplement(letters);
    }
    return BaseChange { range.end, {}, std::move(letters) };
}

// 123TG[4], 123_124[4]: the run of units that begins there becomes that many units.
Result<BaseChange> repeatAt(
    const Reference& reference, const Frame& frame, Range range, const HgvsEdit& edit)
{
    if (edit.countMax) {
        return unsupported("hgvs.uncertain_repeats");
    }
    const bool plus = frame.strand == Strand::Plus;
    const auto stated = static_cast<std::int64_t>(edit.ref.size());
    if (stated > 0 && range.length() == 1) {
        range = plus ? Range { range.start, range.start + stated - 1 }
                     : Range { range.end - stated + 1, range.end };
    }
    const std::int64_t unitLength = stated > 0 ? stated : range.length();
    const Range first = plus ? Range { range.start, range.start + unitLength - 1 }
                             : Range { range.end - unitLength + 1, range.end };
    HgvsEdit check;
    check.ref = edit.ref;
    LOCUS_TRY(checkStated(reference, frame, first, check));
    LOCUS_TRY_VALUE(view, reference.sequence(frame.assembly, frame.contig, first));
    const std::string unit(view);
    Range run = first;
    while (true) {
        const Range next = plus ? Range { run.end + 1, run.end + unitLength }
                                : Range { run.start - unitLength, run.start - 1 };
        const auto letters = reference.sequence(frame.assembly, frame.contig, next);
        if (!letters.ok() || *letters != unit) {
            break;
        }
        run = plus ? Range { run.start, next.end } : Range { next.start, run.end };
    }
    constexpr std::int64_t mostUnits = 10'000;
    if (edit.count > mostUnits) {
        return unsupported("hgvs.many_repeats");
    }
    BaseChange change { run.start, {}, {} };
    for (std::int64_t i = 0; i < run.length() / unitLength; ++i) {
        change.ref += unit;
    }
    for (std::int64_t i = 0; i < edit.count; ++i) {
        change.alt += unit;
    }
    return change;
}

Result<BaseChange> changeAt(
    const Reference& reference, const Frame& frame, Range range, const HgvsEdit& edit)
{
    std::string alt = toUpper(edit.alt);
    if (edit.kind == HgvsEditKind::Insertion) {
        return insertionAt(frame, range, alt);
    }
    if (edit.kind == HgvsEditKind::Repeat) {
        return repeatAt(reference, frame, range, edit);
    }
    if (edit.kind == HgvsEditKind::Substitution && range.length() != 1) {
        return misplaced("hgvs.one_position");
    }
    LOCUS_TRY(checkStated(reference, frame, range, edit));
    LOCUS_TRY_VALUE(there, lettersOf(reference, frame, range));
    BaseChange change { range.start, there, alt };
    switch (edit.kind) {
    case HgvsEditKind::Duplication: change.alt = there + there; break;
    case HgvsEditKind::Inversion: change.alt = reverseComplement(there); break;
    case HgvsEditKind::Identity: change.alt = there; break;
    case HgvsEditKind::Deletion: change.alt.clear(); break;
    case HgvsEditKind::Conversion:
    case HgvsEditKind::Copy: return unsupported("hgvs.copies");
    default: break;
    }
    if (frame.strand == Strand::Minus) {
        change.ref = reverseComplement(change.ref);
        change.alt = reverseComplement(change.alt);
    }
    return change;
}

Result<Variant> placeOn(
    const Reference& reference, const Frame& frame, const HgvsNucleotideChange& change)
{
    LOCUS_TRY_VALUE(range, rangeOf(frame, change.interval));
    LOCUS_TRY_VALUE(bases, changeAt(reference, frame, range, change.edit));
    return normalise(reference, frame.assembly, frame.contig, bases);
}

Frame genomicFrame(const std::string& assembly, const std::string& contig)
{
    return { assembly, contig, Strand::Plus,
        [](const HgvsPosition& position) -> Result<std::int64_t> { return position.base; } };
}

// Under a gene's symbol Ensembl counts c. on its non-coding transcripts from their first base.
bool countsFromStart(const TranscriptMap& map, HgvsType type, bool byGene)
{
    return type != HgvsType::Coding || (byGene && !map.codingSpan());
}

Frame transcriptFrame(const std::string& assembly, const TranscriptMap& map, bool fromStart)
{
    return { assembly, map.transcript().contig, map.transcript().strand,
        [&map, fromStart](const HgvsPosition& position) -> Result<std::int64_t> {
            const bool fromStop = position.datum == HgvsDatum::StopCodon;
            const auto place = fromStart
                ? map.toGenomic({ position.base, position.offset })
                : map.codingToGenomic({ position.base, position.offset, fromStop });
            if (!place) {
                return misplaced("hgvs.no_position",
                    { { "transcript", map.transcript().id },
                        { "position", formatPosition(position) } });
            }
            return *place;
        } };
}

std::string listOf(const std::vector<Variant>& variants)
{
    std::string list;
    for (const Variant& variant : variants) {
        list += list.empty() ? "" : ", ";
        list += variant.contig + ":" + std::to_string(variant.position) + " " + variant.ref + ">"
            + variant.alt;
    }
    return list;
}

// One variant a transcript; the distinct ones, or the first error if none fits.
Result<HgvsPlacement> placeOnAll(const Reference& reference, const HgvsTarget& target,
    const HgvsVariant& hgvs, const HgvsNucleotideChange& change)
{
    std::set<Variant> found;
    std::optional<Error> firstError;
    std::size_t fitting = 0;
    for (const Transcript* transcript : target.transcripts) {
        const TranscriptMap map(*transcript);
        auto placed = placeOn(reference,
            transcriptFrame(target.assembly, map, countsFromStart(map, hgvs.type, target.byGene)),
            change);
        if (placed.ok()) {
            ++fitting;
            found.insert(*std::move(placed));
        } else if (!firstError) {
            firstError = placed.error();
        }
    }
    if (found.empty()) {
        return *firstError;
    }
    HgvsPlacement placement;
    placement.variants.assign(found.begin(), found.end());
    if (target.byGene) {
        placement.notes.push_back(placement.ambiguous()
                ? "gene symbol: different places on its transcripts: " + listOf(placement.variants)
                : "gene symbol: the same place on " + std::to_string(fitting) + " transcript(s)");
    }
    return placement;
}

} // namespace

Result<HgvsPlacement> placeHgvs(
    const HgvsVariant& hgvs, const Reference& reference, std::string_view assembly)
{
    if (hgvs.type == HgvsType::Rna) {
        return unsupported("hgvs.rna");
    }
    LOCUS_TRY_VALUE(target, findTarget(hgvs, reference, assembly));
    if (const auto* protein = std::get_if<HgvsProteinChange>(&hgvs.change)) {
        return placeProtein(*protein, target, reference);
    }
    const auto& change = std::get<HgvsNucleotideChange>(hgvs.change);
    if (!change.interval.isExact() || change.edit.uncertain) {
        return unsupported("hgvs.uncertain");
    }
    if (!target.transcripts.empty()) {
        return placeOnAll(reference, target, hgvs, change);
    }
    LOCUS_TRY_VALUE(
        variant, placeOn(reference, genomicFrame(target.assembly, target.contig), change));
    return HgvsPlacement { { std::move(variant) }, {} };
}

} // namespace locus::genetics
