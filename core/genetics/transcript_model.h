// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/reference_window.h"
#include "core/genetics/transcript.h"

#include <cstdint>
#include <string>
#include <vector>

namespace locus::genetics {

// A transcript prepared for prediction: the CDS cut to whole codons, the UTRs, and the spliced
// coding sequence. Offsets into the coding sequence are 0-based and count along the plus strand,
// unless a name says "oriented": then along the transcript. Not thread-safe (the sequence is
// spliced at its first use); made per prediction. Transcript and window must outlive it.
class TranscriptModel
{
public:
    struct CdsPart
    {
        Range range;
        std::int64_t offset = 0; // of its first base in the coding sequence
    };
    struct Utr
    {
        Range range;
        bool fivePrime = false;
    };

    TranscriptModel(const ReferenceWindow& window, const Transcript& transcript);

    [[nodiscard]] const Transcript& transcript() const { return *m_transcript; }
    [[nodiscard]] const ReferenceWindow& window() const { return *m_window; }
    [[nodiscard]] bool onMinus() const { return m_transcript->strand == Strand::Minus; }
    [[nodiscard]] bool isCoding() const { return m_coding; } // by biotype
    [[nodiscard]] const std::vector<CdsPart>& cds() const { return m_cds; }
    [[nodiscard]] const std::vector<Utr>& utrs() const { return m_utrs; }
    [[nodiscard]] std::int64_t codingLength() const { return m_codingLength; }
    // Begins with a complete ATG; ends with a complete codon that is taken for a stop.
    [[nodiscard]] bool hasStart() const;
    [[nodiscard]] bool hasStop() const { return !m_endCut; }

    [[nodiscard]] const std::string& codingSequence() const;
    [[nodiscard]] const std::string& orientedCodingSequence() const;
    // Bases behind the CDS in transcript direction, as they stand on the contig.
    [[nodiscard]] std::string basesBehind(int count) const;
    [[nodiscard]] const Utr* utrTouching(Range range) const;

private:
    void cutToCodons();

    const Transcript* m_transcript;
    const ReferenceWindow* m_window;
    bool m_coding;
    bool m_startCut = false;
    bool m_endCut = false;
    std::vector<CdsPart> m_cds;
    std::vector<Utr> m_utrs;
    std::int64_t m_codingLength = 0;
    mutable std::string m_codingSequence;
    mutable std::string m_oriented;
};

} // namespace locus::genetics
