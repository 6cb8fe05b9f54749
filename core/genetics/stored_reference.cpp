// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/stored_reference.h"

#include "core/genetics/contig_names.h"
#include "core/genetics/reason.h"

#include <algorithm>
#include <tuple>

namespace locus::genetics {

StoredReference::StoredReference(
    std::shared_ptr<const void> owner, std::vector<Stretch> stretches, std::vector<Models> models)
    : m_owner(std::move(owner))
    , m_stretches(std::move(stretches))
    , m_models(std::move(models))
{
    for (const Stretch& stretch : m_stretches) {
        m_intervals.push_back(stretch.interval);
    }
    for (const Models& part : m_models) {
        for (const Transcript& transcript : part.transcripts) {
            m_contigs[key(part.assembly, transcript.contig)].byStart.push_back(&transcript);
            const PlacedTranscript placed { part.assembly, &transcript };
            m_byId.emplace(transcript.id, placed);
            const std::string plain = transcript.id.substr(0, transcript.id.rfind('.'));
            if (plain != transcript.id) {
                m_byId.emplace(plain, placed);
            }
        }
    }
    for (auto& [name, index] : m_contigs) {
        std::stable_sort(index.byStart.begin(), index.byStart.end(),
            [](const Transcript* a, const Transcript* b) { return a->span.start < b->span.start; });
        std::int64_t furthest = 0;
        for (const Transcript* transcript : index.byStart) {
            furthest = std::max(furthest, transcript->span.end);
            index.furthestEnd.push_back(furthest);
        }
    }
}

const std::vector<CoveredInterval>& StoredReference::intervals() const
{
    return m_intervals;
}

std::optional<std::string> StoredReference::canonicalContig(
    std::string_view assembly, std::string_view name) const
{
    const auto standard = chromosomeName(assembly, name);
    std::optional<std::string> synonym;
    for (const CoveredInterval& interval : m_intervals) {
        if (interval.assembly != assembly) {
            continue;
        }
        if (interval.contig == name) {
            return interval.contig;
        }
        if (standard && chromosomeName(assembly, interval.contig) == standard) {
            synonym = interval.contig;
        }
    }
    return synonym ? synonym : standard;
}

std::string StoredReference::accession(std::string_view assembly, std::string_view contig) const
{
    return chromosomeAccession(assembly, contig).value_or(std::string(contig));
}

bool StoredReference::covers(std::string_view assembly, std::string_view contig, Range range) const
{
    return stretchAt(assembly, contig, range) != nullptr;
}

Result<std::string_view> StoredReference::sequence(
    std::string_view assembly, std::string_view contig, Range range) const
{
    if (const Stretch* const stretch = stretchAt(assembly, contig, range)) {
        return stretch->letters.substr(
            static_cast<std::size_t>(range.start - stretch->interval.range.start),
            static_cast<std::size_t>(range.length()));
    }
    std::string covered;
    for (const CoveredInterval& interval : m_intervals) {
        if (interval.assembly == assembly && interval.contig == contig) {
            covered += (covered.empty() ? "" : ", ") + std::to_string(interval.range.start) + "-"
                + std::to_string(interval.range.end);
        }
    }
    const std::string where =
        std::string(contig) + ":" + std::to_string(range.start) + "-" + std::to_string(range.end);
    const Facts facts { { "position", where }, { "assembly", std::string(assembly) },
        { "allowed", covered } };
    return explained(ErrorKind::NotFound, "reference.not_covered",
        covered.empty() ? because("reference.not_covered", facts)
                        : because("reference.not_covered_here", facts));
}

std::vector<const Transcript*> StoredReference::transcriptsAt(
    std::string_view assembly, std::string_view contig, Range range) const
{
    std::vector<const Transcript*> found;
    const auto contigIndex = m_contigs.find(key(assembly, contig));
    if (contigIndex == m_contigs.end()) {
        return found;
    }
    const ContigIndex& index = contigIndex->second;
    auto last = std::upper_bound(index.byStart.begin(), index.byStart.end(), range.end,
        [](std::int64_t end, const Transcript* transcript) {
            return end < transcript->span.start;
        });
    for (auto i = last - index.byStart.begin(); i-- > 0;) {
        const auto place = static_cast<std::size_t>(i);
        if (index.furthestEnd[place] < range.start) {
            break;
        }
        if (index.byStart[place]->span.end >= range.start) {
            found.push_back(index.byStart[place]);
        }
    }
    std::reverse(found.begin(), found.end());
    return found;
}

std::vector<Reference::PlacedTranscript> StoredReference::findTranscripts(std::string_view id) const
{
    std::vector<PlacedTranscript> found;
    const auto [first, last] = m_byId.equal_range(std::string(id));
    for (auto entry = first; entry != last; ++entry) {
        found.push_back(entry->second);
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
        return std::tie(a.assembly, a.transcript->contig, a.transcript->id)
            < std::tie(b.assembly, b.transcript->contig, b.transcript->id);
    });
    return found;
}

const StoredReference::Stretch* StoredReference::stretchAt(
    std::string_view assembly, std::string_view contig, Range range) const
{
    const auto found =
        std::find_if(m_stretches.begin(), m_stretches.end(), [&](const Stretch& stretch) {
            return stretch.interval.range.contains(range.start)
                && stretch.interval.range.contains(range.end) && range.start <= range.end
                && stretch.interval.contig == contig && stretch.interval.assembly == assembly;
        });
    return found == m_stretches.end() ? nullptr : &*found;
}

std::string StoredReference::key(std::string_view assembly, std::string_view contig)
{
    return std::string(assembly) + '\t' + std::string(contig);
}

} // namespace locus::genetics
