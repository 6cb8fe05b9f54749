// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/transcript_model.h"

#include "core/genetics/biotype.h"
#include "core/genetics/genetic_code.h"

#include <algorithm>

namespace locus::genetics {

TranscriptModel::TranscriptModel(const ReferenceWindow& window, const Transcript& transcript)
    : m_transcript(&transcript)
    , m_window(&window)
    , m_coding(isCodingBiotype(transcript.biotype) && !transcript.cds.empty())
{
    if (transcript.cds.empty()) {
        return;
    }
    for (const Range& range : transcript.cds) {
        m_cds.push_back({ range, 0 });
    }
    const std::int64_t first = transcript.cds.front().start;
    const std::int64_t last = transcript.cds.back().end;
    for (const Range& exon : transcript.exons) {
        if (exon.start < first) {
            m_utrs.push_back({ { exon.start, std::min(exon.end, first - 1) }, !onMinus() });
        }
        if (exon.end > last) {
            m_utrs.push_back({ { std::max(exon.start, last + 1), exon.end }, onMinus() });
        }
    }
    cutToCodons();
}

bool TranscriptModel::hasStart() const
{
    return !m_startCut && m_transcript->cdsStartComplete && m_codingLength >= 3
        && std::string_view(orientedCodingSequence()).substr(0, 3) == "ATG";
}

const std::string& TranscriptModel::codingSequence() const
{
    if (m_codingSequence.empty()) {
        for (const CdsPart& part : m_cds) {
            m_codingSequence += m_window->letters(part.range);
        }
    }
    return m_codingSequence;
}

const std::string& TranscriptModel::orientedCodingSequence() const
{
    if (!onMinus()) {
        return codingSequence();
    }
    if (m_oriented.empty()) {
        m_oriented = reverseComplement(codingSequence());
    }
    return m_oriented;
}

std::string TranscriptModel::basesBehind(int count) const
{
    if (onMinus()) {
        const std::int64_t edge = m_cds.front().range.start;
        return reverseComplement(m_window->letters({ edge - count, edge - 1 }));
    }
    const std::int64_t edge = m_cds.back().range.end;
    return m_window->letters({ edge + 1, edge + count });
}

const TranscriptModel::Utr* TranscriptModel::utrTouching(Range range) const
{
    const auto found = std::find_if(m_utrs.begin(), m_utrs.end(),
        [range](const Utr& utr) { return utr.range.overlaps(range); });
    return found == m_utrs.end() ? nullptr : &*found;
}

void TranscriptModel::cutToCodons()
{
    const auto cut = [this](std::int64_t bases, bool left) {
        while (bases > 0 && !m_cds.empty()) {
            Range& edge = left ? m_cds.front().range : m_cds.back().range;
            const std::int64_t part = std::min(bases, edge.length());
            (left ? edge.start : edge.end) += left ? part : -part;
            bases -= part;
            if (edge.length() == 0) {
                m_cds.erase(left ? m_cds.begin() : m_cds.end() - 1);
            }
        }
    };
    m_startCut = m_transcript->firstCdsPhase > 0;
    cut(m_transcript->firstCdsPhase, !onMinus());
    std::int64_t length = 0;
    for (const CdsPart& part : m_cds) {
        length += part.range.length();
    }
    m_endCut = length % 3 != 0;
    cut(length % 3, onMinus());
    for (CdsPart& part : m_cds) {
        part.offset = m_codingLength;
        m_codingLength += part.range.length();
    }
}

} // namespace locus::genetics
