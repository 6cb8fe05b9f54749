// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/transcript_map.h"

#include "core/genetics/genetic_code.h"

#include <algorithm>

namespace locus::genetics {

TranscriptMap::TranscriptMap(const Transcript& transcript)
    : m_transcript(&transcript)
    , m_exons(inTranscriptOrder(transcript.exons))
    , m_cds(inTranscriptOrder(transcript.cds))
{
    for (const Part& exon : m_exons) {
        m_cdnaLength += exon.range.length();
    }
    for (const Part& part : m_cds) {
        m_cdsLength += part.range.length();
    }
    if (m_cds.empty()) {
        return;
    }
    const Range& first = m_cds.front().range;
    const Range& last = m_cds.back().range;
    const auto start = toCdna(onMinus() ? first.end : first.start);
    const auto end = toCdna(onMinus() ? last.start : last.end);
    if (start && end && start->offset == 0 && end->offset == 0) {
        m_codingSpan = Range { start->base, end->base };
    }
}

std::optional<CdnaPosition> TranscriptMap::toCdna(std::int64_t position) const
{
    for (std::size_t i = 0; i < m_exons.size(); ++i) {
        const Part& exon = m_exons[i];
        if (exon.range.contains(position)) {
            return CdnaPosition { exon.before + within(exon, position), 0 };
        }
        if (i == 0) {
            continue;
        }
        const Part& previous = m_exons[i - 1];
        const std::int64_t after = within(previous, position) - previous.range.length();
        const std::int64_t ahead = 1 - within(exon, position);
        if (after > 0 && ahead > 0) {
            return after <= ahead ? CdnaPosition { exon.before, after }
                                  : CdnaPosition { exon.before + 1, -ahead };
        }
    }
    return std::nullopt;
}

std::optional<std::int64_t> TranscriptMap::toGenomic(const CdnaPosition& place) const
{
    for (std::size_t i = 0; i < m_exons.size(); ++i) {
        const Part& exon = m_exons[i];
        const std::int64_t base = place.base - exon.before;
        if (base < 1 || base > exon.range.length()) {
            continue;
        }
        const std::int64_t position = at(exon, base + place.offset);
        if (place.offset == 0) {
            return position;
        }
        const bool fromItsEdge = place.offset > 0 ? base == exon.range.length() : base == 1;
        const auto intron = intronNumber(position);
        const int expected = static_cast<int>(place.offset > 0 ? i + 1 : i);
        return fromItsEdge && intron == expected ? std::optional(position) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<CodingPosition> TranscriptMap::toCoding(const CdnaPosition& place) const
{
    if (!m_codingSpan) {
        return std::nullopt;
    }
    if (place.base > m_codingSpan->end) {
        return CodingPosition { place.base - m_codingSpan->end, place.offset, true };
    }
    const std::int64_t distance = place.base - m_codingSpan->start;
    return CodingPosition { distance >= 0 ? distance + 1 : distance, place.offset, false };
}

std::optional<CdnaPosition> TranscriptMap::fromCoding(const CodingPosition& place) const
{
    if (!m_codingSpan || place.base == 0 || (place.afterStop && place.base < 0)) {
        return std::nullopt;
    }
    const std::int64_t base = place.afterStop ? m_codingSpan->end + place.base
        : place.base > 0                      ? m_codingSpan->start + place.base - 1
                                              : m_codingSpan->start + place.base;
    const bool inItsPart = place.afterStop || place.base < 0 || base <= m_codingSpan->end;
    if (base < 1 || base > m_cdnaLength || !inItsPart) {
        return std::nullopt;
    }
    return CdnaPosition { base, place.offset };
}

std::optional<CodingPosition> TranscriptMap::genomicToCoding(std::int64_t position) const
{
    const auto place = toCdna(position);
    return place ? toCoding(*place) : std::nullopt;
}

std::optional<std::int64_t> TranscriptMap::codingToGenomic(const CodingPosition& place) const
{
    const auto cdna = fromCoding(place);
    return cdna ? toGenomic(*cdna) : std::nullopt;
}

std::optional<int> TranscriptMap::exonNumber(std::int64_t position) const
{
    for (std::size_t i = 0; i < m_exons.size(); ++i) {
        if (m_exons[i].range.contains(position)) {
            return static_cast<int>(i + 1);
        }
    }
    return std::nullopt;
}

std::optional<int> TranscriptMap::intronNumber(std::int64_t position) const
{
    for (std::size_t i = 1; i < m_exons.size(); ++i) {
        if (within(m_exons[i - 1], position) > m_exons[i - 1].range.length()
            && within(m_exons[i], position) < 1) {
            return static_cast<int>(i);
        }
    }
    return std::nullopt;
}

std::optional<std::int64_t> TranscriptMap::cdsIndex(std::int64_t position) const
{
    for (const Part& part : m_cds) {
        if (part.range.contains(position)) {
            return part.before + within(part, position) - 1;
        }
    }
    return std::nullopt;
}

std::int64_t TranscriptMap::codonAt(std::int64_t cdsIndex, bool countPartial) const
{
    const std::int64_t phase = m_transcript->firstCdsPhase;
    if (cdsIndex < phase) {
        return countPartial ? 1 : 0;
    }
    return (cdsIndex - phase) / 3 + (countPartial && phase > 0 ? 2 : 1);
}

Result<std::string> TranscriptMap::exonSequence(
    const Reference& reference, std::string_view assembly) const
{
    return spliced(reference, assembly, m_exons);
}

Result<std::string> TranscriptMap::cdsSequence(
    const Reference& reference, std::string_view assembly) const
{
    return spliced(reference, assembly, m_cds);
}

std::vector<TranscriptMap::Part> TranscriptMap::inTranscriptOrder(
    const std::vector<Range>& ranges) const
{
    std::vector<Part> parts;
    parts.reserve(ranges.size());
    for (const Range& range : ranges) {
        parts.push_back({ range, 0 });
    }
    if (onMinus()) {
        std::reverse(parts.begin(), parts.end());
    }
    std::int64_t before = 0;
    for (Part& part : parts) {
        part.before = before;
        before += part.range.length();
    }
    return parts;
}

// 1-based place in the part, in transcript direction; below 1 or above its length outside of it.
std::int64_t TranscriptMap::within(const Part& part, std::int64_t position) const
{
    return onMinus() ? part.range.end - position + 1 : position - part.range.start + 1;
}

std::int64_t TranscriptMap::at(const Part& part, std::int64_t base) const
{
    return onMinus() ? part.range.end - base + 1 : part.range.start + base - 1;
}

Result<std::string> TranscriptMap::spliced(
    const Reference& reference, std::string_view assembly, const std::vector<Part>& parts) const
{
    std::string letters;
    for (const Part& part : parts) {
        LOCUS_TRY_VALUE(piece, reference.sequence(assembly, m_transcript->contig, part.range));
        letters += onMinus() ? reverseComplement(piece) : std::string(piece);
    }
    return letters;
}

} // namespace locus::genetics
