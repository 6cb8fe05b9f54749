// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/boundary_check.h"

#include <algorithm>

namespace locus::genetics {
namespace {

constexpr int siteBases = 2; // intron bases of donor and acceptor
constexpr int regionBases = 8; // intron bases of the splice region
constexpr int exonBases = 3; // exon bases of the splice region

} // namespace

using namespace consequence;

BoundaryCheck::BoundaryCheck(
    const TranscriptModel& model, RecordAllele allele, const CheckedFeature& feature)
    : m_model(model)
    , m_allele(allele)
    , m_feature(feature)
    , m_refLength(static_cast<std::int64_t>(allele.ref.size()))
    , m_altLength(static_cast<std::int64_t>(allele.alt.size()))
    , m_place(classify())
{ }

BoundaryCheck::Place BoundaryCheck::classify()
{
    const auto [refEnd, altEnd] = std::mismatch(
        m_allele.ref.rbegin(), m_allele.ref.rend(), m_allele.alt.rbegin(), m_allele.alt.rend());
    m_trimmedEnd = refEnd - m_allele.ref.rbegin();
    const auto shorter =
        static_cast<std::size_t>(std::min(m_refLength, m_altLength) - m_trimmedEnd);
    const auto [refBegin, altBegin] = std::mismatch(m_allele.ref.begin(),
        m_allele.ref.begin() + static_cast<std::ptrdiff_t>(shorter), m_allele.alt.begin());
    m_trimmedBegin = refBegin - m_allele.ref.begin();
    (void)altBegin;
    (void)altEnd;

    const bool symbolic = m_allele.alt.starts_with('<');
    const std::int64_t refLeft = symbolic ? 0 : m_refLength - m_trimmedBegin - m_trimmedEnd;
    const std::int64_t altLeft = symbolic ? 0 : m_altLength - m_trimmedBegin - m_trimmedEnd;
    if (m_refLength == m_altLength) {
        return substitution();
    }
    if (refLeft > 1 && altLeft > 1) {
        m_found |= m_refLength > m_altLength ? truncation : elongation;
        return substitution();
    }
    return m_refLength < m_altLength ? insertion() : deletion();
}

BoundaryCheck::Place BoundaryCheck::insertion()
{
    // The bases before and behind the inserted ones.
    if (m_trimmedBegin > 0 || m_allele.ref.front() != m_allele.alt.front()) {
        m_from = m_allele.position + m_trimmedBegin - 1;
    } else {
        m_trimmedEnd -= m_trimmedEnd > 0 ? 1 : 0;
        m_from = m_allele.position;
    }
    m_to = m_allele.position + m_refLength - m_trimmedEnd;
    const Range& exon = m_feature.range;
    if (m_from >= exon.end) {
        if (tellUtr({ m_from + 1, m_from + 1 }) || !m_feature.spliceBehind) {
            return Place::Outside;
        }
        spliceTermsBehind(m_from < exon.end + regionBases && m_to > exon.end + siteBases,
            m_from < exon.end + siteBases);
        m_told.push_back(m_found);
        return Place::Outside;
    }
    if (m_to < exon.start || (m_to == exon.start && !m_feature.spliceBefore)) {
        if (tellUtr({ m_to - 1, m_to - 1 }) || !m_feature.spliceBefore) {
            return Place::Outside;
        }
        spliceTermsBefore(m_to > exon.start - regionBases
            && m_from<exon.start - siteBases, m_to> exon.start - siteBases);
        m_told.push_back(m_found);
        return Place::Outside;
    }
    codonTerms(m_from <= exon.start + exonBases - 1, m_to > exon.end - (exonBases - 1));
    if (m_feature.codingPart) {
        cutInsertion();
    }
    m_told.push_back(m_found);
    return Place::Inside;
}

void BoundaryCheck::cutInsertion()
{
    if (m_from < m_allele.position) { // trimmed to the first base: the anchor is outside the record
        m_trimmedBegin += 1;
        m_trimmedEnd -= m_trimmedBegin + m_trimmedEnd == m_refLength ? 1 : 0;
        m_from = m_allele.position;
    }
    if (m_to == m_feature.range.start) { // never an empty piece of the reference
        m_trimmedEnd -= 1;
    }
    const std::int64_t trimmed = m_trimmedBegin + m_trimmedEnd - 1;
    m_pieceRef = refLetters(m_from, std::min(m_altLength - trimmed, m_refLength - trimmed));
    m_pieceAlt = altLetters(m_from, m_altLength - trimmed);
}

BoundaryCheck::Place BoundaryCheck::deletion()
{
    if (m_feature.start && deletionKeepsStart()) {
        m_found |= startRetained;
        return Place::Across;
    }
    m_from = m_allele.position + m_trimmedBegin - 1; // the base before the deleted ones
    m_to = m_allele.position + m_refLength - m_trimmedEnd - 1; // the last deleted base
    const Range& exon = m_feature.range;
    if (m_from + 1 < exon.start) {
        deletionBefore();
        if (m_to >= exon.start) {
            m_trimmedBegin = m_from - m_allele.position + 1;
            m_from = exon.start - 1;
            if (m_trimmedBegin + m_trimmedEnd == m_altLength) {
                if (m_trimmedEnd == 0) { // nothing behind the deletion to align it to
                    m_found |= codingSequence;
                    return Place::Across;
                }
                m_trimmedEnd -= 1;
            }
        }
    }
    if (m_to > exon.end) {
        deletionBehind();
        if (m_from < exon.end) {
            m_trimmedEnd = m_refLength - (m_to - m_allele.position + 1);
            m_to = exon.end;
        }
    }
    if (m_to < exon.start || m_from >= exon.end) {
        m_told.push_back(m_found);
        return Place::Outside;
    }
    codonTerms(m_from<exon.start + exonBases - 1, m_to> exon.end - exonBases);
    if (m_feature.codingPart && !cutDeletion()) {
        return Place::Across;
    }
    m_told.push_back(m_found);
    return Place::Inside;
}

void BoundaryCheck::deletionBefore()
{
    const std::int64_t edge = m_feature.range.start;
    if (m_feature.spliceBefore && !tellUtr({ m_from, edge - 1 })) {
        spliceTermsBefore(
            m_to >= edge - regionBases && m_from < edge - siteBases, m_to >= edge - siteBases);
    }
}

void BoundaryCheck::deletionBehind()
{
    const std::int64_t edge = m_feature.range.end;
    if (m_feature.spliceBehind && !tellUtr({ edge + 1, m_to })) {
        spliceTermsBehind(
            m_from < edge + regionBases && m_to > edge + siteBases, m_from < edge + siteBases);
    }
}

// Whether the deleted bases stand there once more on the other side, so that the start codon is the
// same after realignment.
bool BoundaryCheck::deletionKeepsStart() const
{
    const Range& exon = m_feature.range;
    const std::int64_t count = m_refLength - m_altLength;
    const std::string_view deleted = m_allele.ref.substr(static_cast<std::size_t>(m_altLength));
    if (m_model.onMinus()) {
        const std::int64_t behind = m_allele.position + m_refLength;
        return behind + 2 > exon.end && refLetters(behind, count) == deleted;
    }
    const std::int64_t before = m_allele.position + m_refLength - 2 * count;
    return m_allele.position < exon.start + 3 && refLetters(before, count) == deleted;
}

bool BoundaryCheck::cutDeletion()
{
    m_trimmedBegin -= m_trimmedBegin > 0 ? 1 : 0; // keep the base before
    const std::int64_t trimmed = m_trimmedBegin + m_trimmedEnd;
    const bool both = m_refLength > trimmed && m_altLength > trimmed;
    const auto begin = static_cast<std::size_t>(m_trimmedBegin);
    m_pieceRef = m_allele.ref.substr(
        begin, static_cast<std::size_t>(both ? m_refLength - trimmed : m_refLength));
    m_pieceAlt = m_allele.alt.substr(std::min(begin, m_allele.alt.size()),
        static_cast<std::size_t>(both ? m_altLength - trimmed : m_altLength));
    const Range& exon = m_feature.range;
    const bool overStart = m_from + 1 < exon.start && m_to >= exon.start;
    const bool overEnd = m_from + 1 < exon.end && m_to >= exon.end;
    if (!overStart && !overEnd) {
        return true;
    }
    const std::int64_t kept = m_from + static_cast<std::int64_t>(m_pieceAlt.size()) - 1;
    if (kept < m_to) {
        m_found |= (m_to - kept) % 3 != 0 ? frameshift : inframeDeletion;
    }
    return false;
}

BoundaryCheck::Place BoundaryCheck::substitution()
{
    if (m_trimmedBegin + m_trimmedEnd == m_refLength) {
        return Place::NoChange;
    }
    m_from = m_allele.position + m_trimmedBegin;
    m_to = m_allele.position + m_refLength - m_trimmedEnd - 1;
    const Range& exon = m_feature.range;
    Place place = Place::Inside;
    if (m_from < exon.start) {
        if (m_feature.spliceBefore && !tellUtr({ m_from, exon.start - 1 })) {
            m_found |= m_to >= exon.start - regionBases && m_from < exon.start - siteBases
                ? spliceRegion
                : 0;
            if (m_to >= exon.start - siteBases && m_feature.spliceSites) {
                m_found |= m_model.onMinus() ? spliceDonor : spliceAcceptor;
            }
        }
        if (m_to >= exon.start) {
            m_trimmedBegin = m_from - m_allele.position;
            m_from = exon.start;
            place = Place::Across;
        }
    }
    if (m_to > exon.end) {
        if (m_feature.spliceBehind && !tellUtr({ exon.end + 1, m_to })) {
            m_found |=
                m_from <= exon.end + regionBases && m_to > exon.end + siteBases ? spliceRegion : 0;
            if (m_from <= exon.end + siteBases && m_feature.spliceSites) {
                m_found |= m_model.onMinus() ? spliceAcceptor : spliceDonor;
            }
        }
        if (m_from <= exon.end) {
            m_trimmedEnd = m_refLength - (m_to - m_allele.position + 1);
            m_to = exon.end;
            place = Place::Across;
        }
    }
    if (m_to < exon.start || m_from > exon.end) {
        m_told.push_back(m_found);
        return Place::Outside;
    }
    codonTerms(m_from<exon.start + exonBases, m_to> exon.end - exonBases);
    if (m_feature.codingPart) {
        const auto begin = static_cast<std::size_t>(m_trimmedBegin);
        const std::int64_t trimmed = m_trimmedBegin + m_trimmedEnd;
        m_pieceRef = m_allele.ref.substr(begin, static_cast<std::size_t>(m_refLength - trimmed));
        m_pieceAlt = m_allele.alt.substr(begin, static_cast<std::size_t>(m_altLength - trimmed));
    }
    m_told.push_back(m_found);
    return place;
}

bool BoundaryCheck::tellUtr(Range range)
{
    const auto* const utr = m_feature.codingPart ? m_model.utrTouching(range) : nullptr;
    if (utr) {
        m_told.push_back(m_found | (utr->fivePrime ? utr5 : utr3));
    }
    return utr != nullptr;
}

void BoundaryCheck::spliceTermsBefore(bool region, bool site)
{
    const std::int64_t from = m_feature.range.start - regionBases;
    if (region) {
        m_found |= spliceRegion | (sameSplice(from, 0, regionBases) ? synonymous : 0);
    }
    if (site) {
        if (m_feature.spliceSites) {
            m_found |= m_model.onMinus() ? spliceDonor : spliceAcceptor;
        }
        m_found |= sameSplice(from, regionBases - siteBases, siteBases) ? synonymous : 0;
    }
}

void BoundaryCheck::spliceTermsBehind(bool region, bool site)
{
    const std::int64_t from = m_feature.range.end + 1;
    if (region) {
        m_found |= spliceRegion | (sameSplice(from, 0, regionBases) ? synonymous : 0);
    }
    if (site) {
        if (m_feature.spliceSites) {
            m_found |= m_model.onMinus() ? spliceAcceptor : spliceDonor;
        }
        m_found |= sameSplice(from, 0, siteBases) ? synonymous : 0;
    }
}

// Whether the splice bases read the same on the changed sequence, aligned at the record's start.
bool BoundaryCheck::sameSplice(std::int64_t from, int skip, int count) const
{
    return m_feature.codingPart
        && refLetters(from, skip + count).substr(static_cast<std::size_t>(skip))
        == altLetters(from, skip + count).substr(static_cast<std::size_t>(skip));
}

// The variant touches the first or last bases of the feature.
void BoundaryCheck::codonTerms(bool first, bool last)
{
    if (first) {
        m_found |= m_feature.spliceBefore ? spliceRegion : 0;
        m_found |= !m_model.onMinus() && m_feature.start ? startLost : 0;
        m_found |= m_model.onMinus() && m_feature.stop ? stopLost : 0;
    }
    if (last) {
        m_found |= m_feature.spliceBehind ? spliceRegion : 0;
        m_found |= m_model.onMinus() && m_feature.start ? startLost : 0;
        m_found |= !m_model.onMinus() && m_feature.stop ? stopLost : 0;
    }
}

std::string BoundaryCheck::refLetters(std::int64_t from, std::int64_t count) const
{
    return m_model.window().letters({ from, from + count - 1 });
}

std::string BoundaryCheck::altLetters(std::int64_t from, std::int64_t count) const
{
    std::string letters;
    if (from < m_allele.position) {
        letters = refLetters(from, std::min(count, m_allele.position - from));
    }
    const std::int64_t skip = std::max<std::int64_t>(from - m_allele.position, 0);
    const auto left = [&] { return count - static_cast<std::int64_t>(letters.size()); };
    if (skip < m_altLength && left() > 0) {
        letters +=
            m_allele.alt.substr(static_cast<std::size_t>(skip), static_cast<std::size_t>(left()));
    }
    if (left() > 0) {
        const std::int64_t behind = std::max<std::int64_t>(skip - m_altLength, 0);
        letters += refLetters(m_allele.position + m_refLength + behind, left());
    }
    return letters;
}

} // namespace locus::genetics
