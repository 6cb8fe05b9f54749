// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/genetic_code.h"
#include "core/genetics/hgvs_format.h"
#include "core/genetics/hgvs_namer.h"
#include "core/genetics/normalise.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace locus::genetics {
namespace {

// A reading frame with one change in it; indices are 0-based from the first CDS base and run
// on behind the stop codon.
struct Frame
{
    std::string ref;
    std::string alt;
    std::int64_t from = 0; // first changed index
    std::int64_t replaced = 0;
    std::int64_t phase = 0; // bases before the first complete codon
    bool startKnown = true;
};

std::optional<std::int64_t> frameIndex(const TranscriptMap& map, std::int64_t position)
{
    if (const auto index = map.cdsIndex(position)) {
        return index;
    }
    const auto place = map.toCdna(position);
    if (!place || place->offset != 0 || place->base <= map.codingSpan()->end) {
        return std::nullopt;
    }
    return map.cdsLength() + place->base - map.codingSpan()->end - 1;
}

// The letters of a range in transcript direction, N where nothing is covered.
std::string knownLetters(
    const Reference& reference, const Variant& variant, Range range, Strand strand)
{
    std::string letters(static_cast<std::size_t>(range.length()), 'N');
    for (const CoveredInterval& interval : reference.intervals()) {
        const Range shared { std::max(range.start, interval.range.start),
            std::min(range.end, interval.range.end) };
        if (interval.assembly != variant.assembly || interval.contig != variant.contig
            || shared.start > shared.end) {
            continue;
        }
        const auto known = reference.sequence(variant.assembly, variant.contig, shared);
        if (known.ok()) {
            letters.replace(
                static_cast<std::size_t>(shared.start - range.start), known->size(), *known);
        }
    }
    return strand == Strand::Plus ? letters : reverseComplement(letters);
}

std::string spliced(const Reference& reference, const Variant& variant,
    const std::vector<Range>& parts, Strand strand)
{
    std::string letters;
    for (const Range& part : parts) {
        const std::string next = knownLetters(reference, variant, part, strand);
        letters.insert(strand == Strand::Plus ? letters.size() : 0, next);
    }
    return letters;
}

// The reading frame and what follows it on the transcript.
std::string frameLetters(
    const Reference& reference, const Variant& variant, const TranscriptMap& map)
{
    const Transcript& transcript = map.transcript();
    return spliced(reference, variant, transcript.cds, transcript.strand)
        + spliced(reference, variant, transcript.exons, transcript.strand)
              .substr(static_cast<std::size_t>(map.codingSpan()->end));
}

// An insertion or deletion that could as well stand before the start codon leaves the frame alone.
bool fitsBeforeFrame(const Reference& reference, const Variant& variant, const TranscriptMap& map)
{
    const bool minus = map.transcript().strand == Strand::Minus;
    const BaseChange change =
        shiftThreePrime(reference, variant, minus ? Strand::Plus : Strand::Minus);
    const std::int64_t insertedAfter = minus ? change.position : change.position - 1;
    const std::int64_t lastReplaced = minus ? change.position : change.end();
    const auto place = map.toCdna(change.ref.empty() ? insertedAfter : lastReplaced);
    return place && place->base < map.codingSpan()->start;
}

std::optional<Frame> frameOf(
    const Reference& reference, const Variant& variant, const TranscriptMap& map)
{
    if (!map.codingSpan() || fitsBeforeFrame(reference, variant, map)) {
        return std::nullopt;
    }
    const bool minus = map.transcript().strand == Strand::Minus;
    const BaseChange change = shiftThreePrime(reference, variant, map.transcript().strand);
    const bool insertion = change.ref.empty();
    const std::int64_t low = insertion ? change.position - 1 : change.position;
    const std::int64_t high = insertion ? change.position : change.end();
    const auto first = frameIndex(map, minus ? high : low);
    const auto last = frameIndex(map, minus ? low : high);
    const auto span = high - low;
    // Part of it in an intron, or in front of the frame: what is read then nobody can say.
    if (!first || !last || *last - *first != span) {
        return std::nullopt;
    }
    Frame frame { .ref = frameLetters(reference, variant, map),
        .alt = {},
        .from = insertion ? *first + 1 : *first,
        .replaced = static_cast<std::int64_t>(change.ref.size()),
        .phase = map.transcript().firstCdsPhase,
        .startKnown = map.transcript().cdsStartComplete };
    frame.alt = frame.ref;
    frame.alt.replace(static_cast<std::size_t>(frame.from),
        static_cast<std::size_t>(frame.replaced),
        minus ? reverseComplement(change.alt) : change.alt);
    return frame;
}

// Up to and with the first stop; without one up to the last complete codon.
std::string protein(const std::string& letters, std::int64_t phase)
{
    std::string residues = translate(std::string_view(letters).substr(
        std::min(letters.size(), static_cast<std::size_t>(phase))));
    const std::size_t stop = residues.find('*');
    return stop == std::string::npos ? residues : residues.substr(0, stop + 1);
}

std::string threeLetters(std::string_view residues)
{
    std::string text;
    for (const char residue : residues) {
        text += threeLetterCode(residue);
    }
    return text;
}

class Describer
{
public:
    Describer(const Frame& frame, std::string ref, std::string alt)
        : m_frame(frame)
        , m_ref(std::move(ref))
        , m_alt(std::move(alt))
    { }

    [[nodiscard]] HgvsProteinChange describe() const
    {
        const bool hasStop = m_ref.ends_with('*');
        const auto [inRef, inAlt] =
            std::mismatch(m_ref.begin(), m_ref.end(), m_alt.begin(), m_alt.end());
        const auto same = static_cast<std::size_t>(inRef - m_ref.begin());
        if (m_frame.phase == 0 && m_frame.startKnown && m_frame.from < 3
            && (m_alt.empty() || m_alt[0] != m_ref[0])) {
            return at(0, { .kind = HgvsProteinEditKind::Substitution, .alt = "?" });
        }
        const auto unknownAt = [same](const std::string& residues) {
            return same < residues.size() && residues[same] == 'X';
        };
        if (unknownAt(m_ref) || unknownAt(m_alt)) {
            return whole(HgvsProteinWhole::Unknown);
        }
        if (m_ref == m_alt) {
            return unchanged();
        }
        if (hasStop && same + 1 == m_ref.size()) {
            return extension(same);
        }
        const auto shift = static_cast<std::int64_t>(m_frame.alt.size())
            - static_cast<std::int64_t>(m_frame.ref.size());
        if (same < m_alt.size() && same < m_ref.size() && m_alt[same] == '*') {
            return at(same, { .kind = HgvsProteinEditKind::Substitution, .alt = "Ter" });
        }
        if (same >= m_ref.size()) { // nothing is known behind an incomplete end
            return whole(HgvsProteinWhole::Unknown);
        }
        if (shift % 3 != 0) {
            return frameshift(same);
        }
        const auto stopExpected = static_cast<std::int64_t>(m_ref.size()) + shift / 3;
        const bool stopsEarly = hasStop && m_alt.ends_with('*')
            && static_cast<std::int64_t>(m_alt.size()) < stopExpected;
        return stopsEarly ? stopInside(same) : inFrame(same);
    }

private:
    [[nodiscard]] HgvsResidue residue(std::size_t index) const
    {
        // An incomplete first codon has a number of its own.
        const std::int64_t partial = m_frame.phase > 0 ? 1 : 0;
        return { std::string(threeLetterCode(m_ref[index])),
            static_cast<std::int64_t>(index) + 1 + partial };
    }
    [[nodiscard]] HgvsProteinChange at(std::size_t index, HgvsProteinEdit edit) const
    {
        HgvsProteinChange change;
        change.start = residue(index);
        change.edit = std::move(edit);
        change.predicted = true;
        return change;
    }
    [[nodiscard]] HgvsProteinChange over(
        std::size_t first, std::size_t last, HgvsProteinEdit edit) const
    {
        HgvsProteinChange change = at(first, std::move(edit));
        if (last != first) {
            change.end = residue(last);
        }
        return change;
    }
    [[nodiscard]] static HgvsProteinChange whole(HgvsProteinWhole kind)
    {
        HgvsProteinChange change;
        change.whole = kind;
        change.predicted = kind == HgvsProteinWhole::Same;
        return change;
    }

    [[nodiscard]] HgvsProteinChange unchanged() const
    {
        const auto first = (m_frame.from - m_frame.phase) / 3;
        const auto last = (m_frame.from + m_frame.replaced - 1 - m_frame.phase) / 3;
        const bool oneCodon = m_frame.ref.size() == m_frame.alt.size() && first == last
            && m_frame.from >= m_frame.phase && first < static_cast<std::int64_t>(m_ref.size());
        if (!oneCodon) {
            return whole(HgvsProteinWhole::Same);
        }
        return at(static_cast<std::size_t>(first), { .kind = HgvsProteinEditKind::Identity });
    }

    // Ter315TrpextTer45 counts from the old stop to the new one.
    [[nodiscard]] HgvsProteinChange extension(std::size_t stop) const
    {
        HgvsProteinEdit edit { .kind = HgvsProteinEditKind::Extension };
        edit.extensionAa = "Ter";
        if (stop < m_alt.size()) {
            edit.alt = threeLetterCode(m_alt[stop]);
        }
        if (m_alt.ends_with('*') && m_alt.find('X', stop) == std::string::npos) {
            edit.length = static_cast<std::int64_t>(m_alt.size() - 1 - stop);
        } else {
            edit.lengthUnknown = true;
        }
        return at(stop, edit);
    }

    [[nodiscard]] HgvsProteinChange frameshift(std::size_t same) const
    {
        HgvsProteinEdit edit { .kind = HgvsProteinEditKind::Frameshift };
        edit.terStated = true;
        if (same < m_alt.size()) {
            edit.alt = threeLetterCode(m_alt[same]);
        }
        if (m_alt.ends_with('*') && m_alt.find('X', same) == std::string::npos) {
            edit.length = static_cast<std::int64_t>(m_alt.size() - same);
        } else {
            edit.lengthUnknown = true;
        }
        return at(same, edit);
    }

    // New residues with a stop among them: what followed is not there to be compared.
    [[nodiscard]] HgvsProteinChange stopInside(std::size_t same) const
    {
        const std::int64_t touched =
            std::max<std::int64_t>(m_frame.from + m_frame.replaced - 1 - m_frame.phase, 0) / 3;
        const std::size_t last =
            std::clamp(static_cast<std::size_t>(touched), same, m_ref.size() - 1);
        return over(same, last,
            { .kind = HgvsProteinEditKind::Delins, .alt = threeLetters(m_alt.substr(same)) });
    }

    // Shared residues are taken from the front first: that is the 3' rule.
    [[nodiscard]] HgvsProteinChange inFrame(std::size_t same) const
    {
        std::size_t refEnd = m_ref.size();
        std::size_t altEnd = m_alt.size();
        while (refEnd > same && altEnd > same && m_ref[refEnd - 1] == m_alt[altEnd - 1]) {
            --refEnd;
            --altEnd;
        }
        const std::string added = m_alt.substr(same, altEnd - same);
        const std::size_t removed = refEnd - same;
        if (removed == 0) {
            return insertion(same, added);
        }
        if (added.empty()) {
            return over(same, refEnd - 1, { .kind = HgvsProteinEditKind::Deletion });
        }
        if (removed == 1 && added.size() == 1) {
            return at(
                same, { .kind = HgvsProteinEditKind::Substitution, .alt = threeLetters(added) });
        }
        return over(
            same, refEnd - 1, { .kind = HgvsProteinEditKind::Delins, .alt = threeLetters(added) });
    }

    [[nodiscard]] HgvsProteinChange insertion(std::size_t before, const std::string& added) const
    {
        if (before >= added.size()
            && m_ref.compare(before - added.size(), added.size(), added) == 0) {
            return over(
                before - added.size(), before - 1, { .kind = HgvsProteinEditKind::Duplication });
        }
        if (before == 0) {
            return whole(HgvsProteinWhole::Unknown);
        }
        return over(before - 1, before,
            { .kind = HgvsProteinEditKind::Insertion, .alt = threeLetters(added) });
    }

    const Frame& m_frame;
    std::string m_ref;
    std::string m_alt;
};

} // namespace

std::string nameProtein(
    const Reference& reference, const Variant& variant, const TranscriptMap& map)
{
    const auto frame = frameOf(reference, variant, map);
    // Behind the stop codon nothing changes; what an incomplete first codon says nobody knows.
    if (!frame || frame->from >= map.cdsLength() || frame->from < frame->phase) {
        return {};
    }
    std::string ref =
        protein(frame->ref.substr(0, static_cast<std::size_t>(map.cdsLength())), frame->phase);
    if (ref.empty()) {
        return {};
    }
    // A frame whose end is unknown is not read on into what follows.
    const bool readOn = map.transcript().cdsEndComplete;
    const auto grown = frame->alt.size() - frame->ref.size();
    const std::string alt =
        protein(readOn ? frame->alt
                       : frame->alt.substr(0, static_cast<std::size_t>(map.cdsLength()) + grown),
            frame->phase);
    const Transcript& transcript = map.transcript();
    return formatHgvs(
        { .accession = transcript.proteinId.empty() ? transcript.id : transcript.proteinId,
            .selector = {},
            .type = HgvsType::Protein,
            .change = Describer(*frame, std::move(ref), alt).describe() },
        HgvsStyle::Normal);
}

} // namespace locus::genetics
