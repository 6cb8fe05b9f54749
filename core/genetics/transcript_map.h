// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/genetics/reference.h"
#include "core/genetics/transcript.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::genetics {

// A place on a transcript as n. counts it: exon base (1-based, in transcript direction) and the
// offset into the intron that follows (+) or precedes (-) that base; 0 inside the exon.
struct CdnaPosition
{
    std::int64_t base = 0;
    std::int64_t offset = 0;
    bool operator==(const CdnaPosition&) const = default;
};

// The same place as c. counts it: from the start codon (negative before it, there is no 0), or with
// `afterStop` from the base behind the stop codon (*1, *2, ...).
struct CodingPosition
{
    std::int64_t base = 0;
    std::int64_t offset = 0;
    bool afterStop = false;
    bool operator==(const CodingPosition&) const = default;
};

// Coordinate arithmetic of one transcript: contig <-> transcript (n.) <-> coding (c.). Positions
// are 1-based. c. follows HGVS: plain transcript distance from the first annotated CDS base, also
// where a ribosome slips or the CDS is incomplete; what a codon is, codonAt() says. Functions
// answer nothing for a place that the transcript does not have. The transcript must outlive the
// map. Any thread may read.
class TranscriptMap
{
public:
    explicit TranscriptMap(const Transcript& transcript);

    [[nodiscard]] const Transcript& transcript() const { return *m_transcript; }
    [[nodiscard]] std::int64_t cdnaLength() const { return m_cdnaLength; }
    // Sum of the CDS parts; bases of an overlap count twice, as the ribosome reads them twice.
    [[nodiscard]] std::int64_t cdsLength() const { return m_cdsLength; }
    // First and last CDS base on the transcript (n. numbers); empty if not coding.
    [[nodiscard]] std::optional<Range> codingSpan() const { return m_codingSpan; }

    // Inside an intron the nearer exon counts; its exact middle belongs to the exon before it.
    [[nodiscard]] std::optional<CdnaPosition> toCdna(std::int64_t position) const;
    [[nodiscard]] std::optional<std::int64_t> toGenomic(const CdnaPosition& place) const;
    [[nodiscard]] std::optional<CodingPosition> toCoding(const CdnaPosition& place) const;
    [[nodiscard]] std::optional<CdnaPosition> fromCoding(const CodingPosition& place) const;
    [[nodiscard]] std::optional<CodingPosition> genomicToCoding(std::int64_t position) const;
    [[nodiscard]] std::optional<std::int64_t> codingToGenomic(const CodingPosition& place) const;

    // 1-based in transcript direction; nothing outside exons, respectively introns.
    [[nodiscard]] std::optional<int> exonNumber(std::int64_t position) const;
    [[nodiscard]] std::optional<int> intronNumber(std::int64_t position) const;

    // 0-based place of a contig position in the spliced CDS; the first where a slipped base has
    // two.
    [[nodiscard]] std::optional<std::int64_t> cdsIndex(std::int64_t position) const;
    // 1-based codon number of a CDS index. The partial codon of a CDS with incomplete start counts
    // as the first (`countPartial`, Ensembl's way) or not at all (then its bases give 0).
    [[nodiscard]] std::int64_t codonAt(std::int64_t cdsIndex, bool countPartial) const;

    // Letters in transcript direction. Errors: those of Reference::sequence(); introns are not
    // read.
    [[nodiscard]] Result<std::string> exonSequence(
        const Reference& reference, std::string_view assembly) const;
    // The whole CDS, with the bases before the first complete codon and with the stop codon.
    [[nodiscard]] Result<std::string> cdsSequence(
        const Reference& reference, std::string_view assembly) const;

private:
    struct Part
    {
        Range range; // on the contig
        std::int64_t before = 0; // bases of earlier parts, in transcript direction
    };
    [[nodiscard]] bool onMinus() const { return m_transcript->strand == Strand::Minus; }
    [[nodiscard]] std::vector<Part> inTranscriptOrder(const std::vector<Range>& ranges) const;
    [[nodiscard]] std::int64_t within(const Part& part, std::int64_t position) const;
    [[nodiscard]] std::int64_t at(const Part& part, std::int64_t base) const;
    [[nodiscard]] Result<std::string> spliced(const Reference& reference, std::string_view assembly,
        const std::vector<Part>& parts) const;

    const Transcript* m_transcript;
    std::vector<Part> m_exons;
    std::vector<Part> m_cds;
    std::int64_t m_cdnaLength = 0;
    std::int64_t m_cdsLength = 0;
    std::optional<Range> m_codingSpan;
};

} // namespace locus::genetics
