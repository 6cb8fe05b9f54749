// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/sequence_locator.h"

#include "core/genetics/genetic_code.h"
#include "core/genetics/normalise.h"
#include "core/genetics/sequence_locator_alignment.h"
#include "core/genetics/sequence_locator_index.h"
#include "core/genetics/transcript_map.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <set>

namespace locus::genetics {
namespace {

std::string percent(double share)
{
    char text[16];
    std::snprintf(text, sizeof text, "%.1f %%", share * 100);
    return text;
}

std::string placeOf(const LocatedSequence& located)
{
    const bool human = located.assembly != located.contig;
    return located.contig + ":" + std::to_string(located.interval.start) + "-"
        + std::to_string(located.interval.end) + (human ? " (" + located.assembly + ")" : "");
}

std::string words(const LocatedSequence& located, std::size_t unplaced)
{
    std::string text = "identity " + percent(located.identity) + " on " + placeOf(located) + ", "
        + (located.strand == Strand::Plus ? "plus" : "minus") + " strand";
    if (!located.transcriptId.empty()) {
        text += ", spliced as " + located.transcriptId;
    }
    if (located.unalignedStart + located.unalignedEnd > 0) {
        text += ", " + std::to_string(located.unalignedStart) + " + "
            + std::to_string(located.unalignedEnd) + " bases unaligned at its ends";
    }
    if (located.noCalls > 0) {
        text += ", " + std::to_string(located.noCalls) + " unknown bases";
    }
    text += ", " + std::to_string(located.variants.size()) + " difference(s)";
    if (unplaced > 0) {
        text += ", " + std::to_string(unplaced) + " at an exon junction not placed";
    }
    return text;
}

void tell(LocatedSequence& located, std::size_t unplaced)
{
    located.sentence = words(located, unplaced);
    located.why = because("sequence.no_difference",
        { { "place", placeOf(located) }, { "identity", percent(located.identity) } });
}

LocatedSequence ended(LocatedState state, Reason why)
{
    LocatedSequence located;
    located.state = state;
    located.sentence = sentenceOf(why);
    located.why = std::move(why);
    return located;
}

// A difference on a contig becomes a variant; one with an unknown letter does not.
void addVariant(LocatedSequence& located, const Reference& reference, const BaseChange& change)
{
    auto variant = normalise(reference, located.assembly, located.contig, change);
    if (variant.ok()) {
        located.variants.push_back(*std::move(variant));
    }
}

void sortVariants(LocatedSequence& located)
{
    std::sort(located.variants.begin(), located.variants.end());
    located.variants.erase(
        std::unique(located.variants.begin(), located.variants.end()), located.variants.end());
}

} // namespace

// One question: candidates, alignments, and which of them to believe.
class LocatorQuestion
{
public:
    using Index = SequenceLocator::Index;

    LocatorQuestion(const Reference& reference, const Index& index, const LocatorLimits& limits,
        const CleanSequence& sequence, std::string_view assembly)
        : m_reference(reference)
        , m_index(index)
        , m_limits(limits)
        , m_sequence(sequence)
        , m_assembly(assembly)
        , m_reversed(reverseComplement(sequence.letters))
    { }

    LocatedSequence answer(const CancelCheck& cancelled)
    {
        for (Index::Candidate& candidate : m_index.candidates(m_sequence.letters, m_reversed)) {
            (isAllowed(candidate) ? m_candidates : m_elsewhere).push_back(candidate);
        }
        if (m_candidates.empty()) {
            return notAligned();
        }
        LocatedSequence best = onContigs(cancelled);
        if (best.state != LocatedState::Placed && best.state != LocatedState::Ambiguous) {
            if (auto spliced = onTranscripts(cancelled)) {
                return *std::move(spliced);
            }
        }
        if (cancelled && cancelled()) {
            return ended(LocatedState::Cancelled, because("engine.cancelled"));
        }
        return best;
    }

private:
    [[nodiscard]] const Index::Stretch& stretchOf(const Index::Candidate& candidate) const
    {
        return m_index.stretches()[candidate.stretch];
    }
    [[nodiscard]] bool isAllowed(const Index::Candidate& candidate) const
    {
        const Index::Stretch& stretch = stretchOf(candidate);
        return stretch.assembly == m_assembly || stretch.assembly == stretch.contig;
    }
    [[nodiscard]] const std::string& read(Strand strand) const
    {
        return strand == Strand::Plus ? m_sequence.letters : m_reversed;
    }

    [[nodiscard]] LocatedSequence notAligned() const
    {
        if (!m_elsewhere.empty()) {
            const Index::Stretch& there = stretchOf(m_elsewhere.front());
            return ended(LocatedState::NotAligned,
                because("sequence.elsewhere",
                    { { "assembly", m_assembly }, { "contig", there.contig },
                        { "other", there.assembly } }));
        }
        constexpr std::size_t anchor = 19;
        return ended(LocatedState::NotAligned,
            m_sequence.letters.size() < anchor ? because("sequence.too_short",
                { { "bases", std::to_string(m_sequence.letters.size()) },
                    { "least", std::to_string(anchor) } })
                                               : because("sequence.no_stretch"));
    }

    // Aligns at one candidate; nothing if there is nothing in common after all.
    [[nodiscard]] std::optional<AlignedQuery> align(
        const Index::Candidate& candidate, std::int64_t& windowStart) const
    {
        const Index::Stretch& stretch = stretchOf(candidate);
        const auto length = static_cast<std::int64_t>(m_sequence.letters.size());
        const auto size = static_cast<std::int64_t>(stretch.letters.size());
        const std::int64_t margin = std::max<std::int64_t>(32, length / 20);
        windowStart = std::clamp<std::int64_t>(candidate.first - margin, 0, size);
        const std::int64_t windowEnd =
            std::clamp<std::int64_t>(candidate.last + length + margin, windowStart, size);
        return alignInside(read(candidate.strand),
            stretch.letters.substr(static_cast<std::size_t>(windowStart),
                static_cast<std::size_t>(windowEnd - windowStart)));
    }

    [[nodiscard]] LocatedSequence placed(const Index::Candidate& candidate,
        const AlignedQuery& aligned, std::int64_t windowStart) const
    {
        const Index::Stretch& stretch = stretchOf(candidate);
        const std::int64_t first = stretch.range.start + windowStart;
        LocatedSequence located;
        located.state = LocatedState::Placed;
        located.assembly = stretch.assembly;
        located.contig = stretch.contig;
        located.interval = { first + aligned.start, first + aligned.end };
        located.strand = candidate.strand;
        fillFigures(located, aligned, candidate.strand == Strand::Minus);
        for (const AlignedDifference& difference : aligned.differences) {
            addVariant(
                located, m_reference, { first + difference.at, difference.ref, difference.alt });
        }
        sortVariants(located);
        tell(located, 0);
        return located;
    }

    void fillFigures(LocatedSequence& located, const AlignedQuery& aligned, bool readReversed) const
    {
        located.identity = aligned.identity;
        located.unalignedStart = aligned.unalignedStart;
        located.unalignedEnd = aligned.unalignedEnd;
        if (readReversed) {
            std::swap(located.unalignedStart, located.unalignedEnd);
        }
        located.noCalls = m_sequence.noCalls;
    }

    // The best alignment on a contig, if it is good enough and the only one as good.
    [[nodiscard]] LocatedSequence onContigs(const CancelCheck& cancelled) const
    {
        constexpr std::size_t mostTried = 6;
        struct Tried
        {
            Index::Candidate candidate;
            AlignedQuery aligned;
            std::int64_t windowStart = 0;
        };
        std::optional<Tried> best;
        bool equal = false;
        for (std::size_t i = 0; i < m_candidates.size() && i < mostTried; ++i) {
            // Far fewer anchors cannot mean as good an alignment.
            if ((cancelled && cancelled()) || m_candidates[i].votes * 2 < m_candidates[0].votes) {
                break;
            }
            std::int64_t windowStart = 0;
            auto aligned = align(m_candidates[i], windowStart);
            if (!aligned) {
                continue;
            }
            Tried tried { m_candidates[i], *std::move(aligned), windowStart };
            if (!best || better(tried.candidate, tried.aligned, best->candidate, best->aligned)) {
                best = std::move(tried);
                equal = best->aligned.elsewhereToo;
            } else if (asGood(tried.candidate, tried.aligned, best->candidate, best->aligned)) {
                equal = equal
                    || !samePlace(tried.candidate, tried.aligned, tried.windowStart,
                        best->candidate, best->aligned, best->windowStart);
            }
        }
        if (!best) {
            return notAligned();
        }
        LocatedSequence located = placed(best->candidate, best->aligned, best->windowStart);
        if (located.identity < m_limits.identity) {
            return ended(LocatedState::TooDifferent,
                because("sequence.too_different",
                    { { "identity", percent(located.identity) }, { "place", placeOf(located) },
                        { "least", percent(m_limits.identity) } }));
        }
        if (equal) {
            return ended(LocatedState::Ambiguous,
                because("sequence.several_places", { { "place", placeOf(located) } }));
        }
        return located;
    }

    // The submission's assembly wins over a reference that holds the same gene.
    [[nodiscard]] bool onAssembly(const Index::Candidate& candidate) const
    {
        return stretchOf(candidate).assembly == m_assembly;
    }
    [[nodiscard]] bool better(const Index::Candidate& a, const AlignedQuery& alignedA,
        const Index::Candidate& b, const AlignedQuery& alignedB) const
    {
        return alignedA.editDistance != alignedB.editDistance
            ? alignedA.editDistance < alignedB.editDistance
            : onAssembly(a) && !onAssembly(b);
    }
    [[nodiscard]] bool asGood(const Index::Candidate& a, const AlignedQuery& alignedA,
        const Index::Candidate& b, const AlignedQuery& alignedB) const
    {
        return alignedA.editDistance == alignedB.editDistance && onAssembly(a) == onAssembly(b);
    }
    [[nodiscard]] bool samePlace(const Index::Candidate& a, const AlignedQuery& alignedA,
        std::int64_t windowA, const Index::Candidate& b, const AlignedQuery& alignedB,
        std::int64_t windowB) const
    {
        return a.stretch == b.stretch && a.strand == b.strand
            && alignedA.start + windowA == alignedB.start + windowB;
    }

    // A spliced query has anchors in several exons, none of which holds it as a whole.
    [[nodiscard]] std::optional<LocatedSequence> onTranscripts(const CancelCheck& cancelled) const
    {
        constexpr std::size_t mostAnchors = 32;
        std::set<const Transcript*> seen;
        std::optional<LocatedSequence> best;
        for (std::size_t i = 0; i < m_candidates.size() && i < mostAnchors; ++i) {
            const Index::Candidate& candidate = m_candidates[i];
            const Index::Stretch& stretch = stretchOf(candidate);
            const auto length = static_cast<std::int64_t>(m_sequence.letters.size());
            const Range near { stretch.range.start + std::max<std::int64_t>(candidate.first, 0),
                stretch.range.start + std::max<std::int64_t>(candidate.last, 0) + length };
            for (const Transcript* transcript :
                m_reference.transcriptsAt(stretch.assembly, stretch.contig, near)) {
                if (!seen.insert(transcript).second || (cancelled && cancelled())) {
                    continue;
                }
                auto located = onTranscript(*transcript, stretch.assembly, candidate.strand);
                if (located && (!best || located->identity > best->identity)) {
                    best = std::move(located);
                }
            }
        }
        return best;
    }

    [[nodiscard]] std::optional<LocatedSequence> onTranscript(
        const Transcript& transcript, const std::string& assembly, Strand strand) const
    {
        const TranscriptMap map(transcript);
        const auto cdna = map.exonSequence(m_reference, assembly);
        if (!cdna.ok()) {
            return std::nullopt;
        }
        // On the transcript's own strand it is read forwards.
        const auto aligned =
            alignInside(strand == transcript.strand ? m_sequence.letters : m_reversed, *cdna);
        if (!aligned || aligned->identity < m_limits.identity) {
            return std::nullopt;
        }
        LocatedSequence located;
        located.state = LocatedState::Placed;
        located.assembly = assembly;
        located.contig = transcript.contig;
        located.transcriptId = transcript.id;
        located.strand = strand;
        const auto first = map.toGenomic({ aligned->start + 1, 0 });
        const auto last = map.toGenomic({ aligned->end + 1, 0 });
        if (!first || !last) {
            return std::nullopt;
        }
        located.interval = { std::min(*first, *last), std::max(*first, *last) };
        fillFigures(located, *aligned, strand != transcript.strand);
        std::size_t unplaced = 0;
        for (const AlignedDifference& difference : aligned->differences) {
            if (const auto change = throughExons(map, difference)) {
                addVariant(located, m_reference, *change);
            } else {
                ++unplaced;
            }
        }
        sortVariants(located);
        tell(located, unplaced);
        return located;
    }

    // A difference on the spliced sequence as one on the contig; nothing across an exon junction.
    [[nodiscard]] static std::optional<BaseChange> throughExons(
        const TranscriptMap& map, const AlignedDifference& difference)
    {
        const auto length = static_cast<std::int64_t>(difference.ref.size());
        const bool insertion = length == 0;
        const std::int64_t from = insertion ? difference.at : difference.at + 1;
        const std::int64_t to = difference.at + (insertion ? 1 : length);
        const auto a = map.toGenomic({ from, 0 });
        const auto b = map.toGenomic({ to, 0 });
        if (!a || !b || std::max(*a, *b) - std::min(*a, *b) != to - from) {
            return std::nullopt;
        }
        const bool minus = map.transcript().strand == Strand::Minus;
        return BaseChange { insertion ? std::max(*a, *b) : std::min(*a, *b),
            minus ? reverseComplement(difference.ref) : difference.ref,
            minus ? reverseComplement(difference.alt) : difference.alt };
    }

    const Reference& m_reference;
    const Index& m_index;
    const LocatorLimits& m_limits;
    const CleanSequence& m_sequence;
    std::string m_assembly;
    std::string m_reversed;
    std::vector<Index::Candidate> m_candidates;
    std::vector<Index::Candidate> m_elsewhere;
};

SequenceLocator::SequenceLocator(std::shared_ptr<const Reference> reference, LocatorLimits limits)
    : m_reference(std::move(reference))
    , m_limits(limits)
{ }

SequenceLocator::~SequenceLocator() = default;

const SequenceLocator::Index& SequenceLocator::index() const
{
    std::call_once(m_built, [this] { m_index = std::make_unique<const Index>(*m_reference); });
    return *m_index;
}

LocatedSequence SequenceLocator::locate(
    const CleanSequence& sequence, std::string_view assembly, const CancelCheck& cancelled) const
{
    if (sequence.letters.size() > m_limits.length) {
        return ended(LocatedState::TooLong,
            because("sequence.too_long",
                { { "bases", std::to_string(sequence.letters.size()) },
                    { "most", std::to_string(m_limits.length) } }));
    }
    return LocatorQuestion(*m_reference, index(), m_limits, sequence, assembly).answer(cancelled);
}

} // namespace locus::genetics
