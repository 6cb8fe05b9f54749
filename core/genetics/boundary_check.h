// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/consequence.h"
#include "core/genetics/transcript_model.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace locus::genetics {

// One alternative allele of a record, as the record writes it.
struct RecordAllele
{
    std::int64_t position = 0;
    std::string_view ref;
    std::string_view alt;

    // With the base behind it, so that an insertion behind its anchor is found.
    [[nodiscard]] Range reach() const
    {
        return { position, position + static_cast<std::int64_t>(ref.size()) };
    }
};

// A stretch of a transcript and what to look for at its ends.
struct CheckedFeature
{
    Range range;
    bool spliceBefore = false; // an intron (or at least not the transcript's end) lies before it
    bool spliceBehind = false;
    bool spliceSites = false; // tell donor and acceptor, not only the region
    bool start = false; // holds the start codon
    bool stop = false;
    bool codingPart = false; // prefer an adjacent UTR, compare letters, cut out the coding piece
};

// Where an allele stands to a feature, and which boundary terms follow. The alleles are trimmed
// from the right, then from the left; indels count from the base before them. Donor and acceptor
// are two intron bases, the splice region three exon bases and intron bases 3 to 8.
class BoundaryCheck
{
public:
    enum class Place : std::uint8_t
    {
        NoChange, // REF and ALT are the same
        Outside,
        Inside,
        Across // over the boundary: what happens to the coding part cannot be told
    };

    BoundaryCheck(const TranscriptModel& model, RecordAllele allele, const CheckedFeature& feature);

    [[nodiscard]] Place place() const { return m_place; }
    [[nodiscard]] ConsequenceSet found() const { return m_found; }
    // Calls that stand for themselves, in the order in which they were found.
    [[nodiscard]] const std::vector<ConsequenceSet>& told() const { return m_told; }
    // For Inside with codingPart: the piece that changes.
    [[nodiscard]] std::int64_t pieceStart() const { return m_from; }
    [[nodiscard]] const std::string& pieceRef() const { return m_pieceRef; }
    [[nodiscard]] const std::string& pieceAlt() const { return m_pieceAlt; }

private:
    [[nodiscard]] Place classify();
    [[nodiscard]] Place insertion();
    [[nodiscard]] Place deletion();
    [[nodiscard]] Place substitution();
    void deletionBefore();
    void deletionBehind();
    [[nodiscard]] bool deletionKeepsStart() const;
    void cutInsertion();
    [[nodiscard]] bool cutDeletion();
    [[nodiscard]] bool tellUtr(Range range);
    void spliceTermsBefore(bool region, bool site);
    void spliceTermsBehind(bool region, bool site);
    [[nodiscard]] bool sameSplice(std::int64_t from, int skip, int count) const;
    void codonTerms(bool first, bool last);
    [[nodiscard]] std::string refLetters(std::int64_t from, std::int64_t count) const;
    [[nodiscard]] std::string altLetters(std::int64_t from, std::int64_t count) const;

    const TranscriptModel& m_model;
    RecordAllele m_allele;
    CheckedFeature m_feature;
    std::int64_t m_refLength;
    std::int64_t m_altLength;
    std::int64_t m_trimmedBegin = 0;
    std::int64_t m_trimmedEnd = 0;
    std::int64_t m_from = 0; // what counts, after trimming
    std::int64_t m_to = 0;
    ConsequenceSet m_found = 0;
    std::vector<ConsequenceSet> m_told;
    std::string m_pieceRef;
    std::string m_pieceAlt;
    Place m_place;
};

} // namespace locus::genetics
