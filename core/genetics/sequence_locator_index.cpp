// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/sequence_locator_index.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

namespace locus::genetics {
namespace {

constexpr std::int64_t kmerLength = 16; // 32 bits
constexpr std::int64_t step = 4; // a shared stretch of 19 bases always holds an indexed k-mer
constexpr std::size_t mostPlaces = 64; // of a k-mer that is looked at
constexpr std::size_t mostPlacesInRepeats = 4096; // if the query has no rarer ones
constexpr std::size_t mostLookups = 8192; // of one long query
constexpr std::uint32_t noBase = 4;

std::uint32_t codeOf(char base)
{
    switch (base) {
    case 'A': return 0;
    case 'C': return 1;
    case 'G': return 2;
    case 'T': return 3;
    default: return noBase;
    }
}

// Calls `take(k-mer, place of its first base)` for every k-mer of known bases.
template <typename Take> void forEachKmer(std::string_view letters, const Take& take)
{
    std::uint32_t kmer = 0;
    std::int64_t known = 0;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const std::uint32_t code = codeOf(letters[i]);
        known = code == noBase ? 0 : known + 1;
        kmer = (kmer << 2U) | (code & 3U);
        if (known >= kmerLength) {
            take(kmer, static_cast<std::int64_t>(i) + 1 - kmerLength);
        }
    }
}

} // namespace

SequenceLocator::Index::Index(const Reference& reference)
{
    std::int64_t offset = 0;
    for (const CoveredInterval& interval : reference.intervals()) {
        const auto letters = reference.sequence(interval.assembly, interval.contig, interval.range);
        if (!letters.ok()) {
            continue;
        }
        const auto length = static_cast<std::int64_t>(letters->size());
        if (offset + length > std::numeric_limits<std::uint32_t>::max()) {
            break; // four billion bases: offsets end here
        }
        m_stretches.push_back(
            { interval.assembly, interval.contig, interval.range, *letters, offset });
        forEachKmer(*letters, [&](std::uint32_t kmer, std::int64_t at) {
            if (at % step == 0) {
                m_entries.push_back((static_cast<std::uint64_t>(kmer) << 32U)
                    | static_cast<std::uint64_t>(offset + at));
            }
        });
        offset += length;
    }
    std::sort(m_entries.begin(), m_entries.end());
    m_entries.shrink_to_fit();
}

std::size_t SequenceLocator::Index::stretchAt(std::int64_t offset) const
{
    const auto behind = std::upper_bound(m_stretches.begin(), m_stretches.end(), offset,
        [](std::int64_t value, const Stretch& stretch) { return value < stretch.offset; });
    return static_cast<std::size_t>(behind - m_stretches.begin()) - 1;
}

void SequenceLocator::Index::addHits(
    std::string_view query, Strand strand, std::size_t most, std::vector<Hit>& hits) const
{
    // An odd stride meets every remainder of the indexed step.
    const std::size_t stride = (query.size() / mostLookups) | 1U;
    forEachKmer(query, [&](std::uint32_t kmer, std::int64_t at) {
        if (static_cast<std::size_t>(at) % stride != 0) {
            return;
        }
        const std::uint64_t low = static_cast<std::uint64_t>(kmer) << 32U;
        const auto from = std::lower_bound(m_entries.begin(), m_entries.end(), low);
        auto to = from;
        while (to != m_entries.end() && (*to >> 32U) == kmer
            && static_cast<std::size_t>(to - from) <= most) {
            ++to;
        }
        if (static_cast<std::size_t>(to - from) > most) {
            return;
        }
        for (auto entry = from; entry != to; ++entry) {
            const auto offset = static_cast<std::int64_t>(*entry & 0xffffffffU);
            const std::size_t stretch = stretchAt(offset);
            hits.push_back({ stretch, strand, offset - m_stretches[stretch].offset - at, at });
        }
    });
}

std::vector<SequenceLocator::Index::Candidate> SequenceLocator::Index::candidates(
    std::string_view forward, std::string_view reversed) const
{
    std::vector<Hit> hits;
    for (const std::size_t most : { mostPlaces, mostPlacesInRepeats }) {
        if (hits.empty()) {
            addHits(forward, Strand::Plus, most, hits);
            addHits(reversed, Strand::Minus, most, hits);
        }
    }
    std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
        return std::tie(a.stretch, a.strand, a.diagonal)
            < std::tie(b.stretch, b.strand, b.diagonal);
    });
    // Diagonals this close belong together: an insertion or deletion shifts from one to the next.
    const auto apart = std::max<std::int64_t>(32, static_cast<std::int64_t>(forward.size()) / 20);
    std::vector<Candidate> found;
    std::vector<std::int64_t> places;
    const auto count = [&] {
        std::sort(places.begin(), places.end());
        found.back().votes = std::unique(places.begin(), places.end()) - places.begin();
        places.clear();
    };
    for (const Hit& hit : hits) {
        const bool same = !found.empty() && found.back().stretch == hit.stretch
            && found.back().strand == hit.strand && hit.diagonal - found.back().last <= apart;
        if (!same) {
            if (!found.empty()) {
                count();
            }
            found.push_back({ hit.stretch, hit.strand, hit.diagonal, hit.diagonal, 0 });
        }
        found.back().last = hit.diagonal;
        places.push_back(hit.query);
    }
    if (!found.empty()) {
        count();
    }
    std::stable_sort(found.begin(), found.end(),
        [](const Candidate& a, const Candidate& b) { return a.votes > b.votes; });
    return found;
}

} // namespace locus::genetics
