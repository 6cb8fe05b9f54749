// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/reference.h"
#include "core/genetics/sequence_locator.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace locus::genetics {

// Every fourth k-mer of every covered interval in one sorted array: eight bytes each, a question is
// a binary search. Used by SequenceLocator only.
class SequenceLocator::Index
{
public:
    struct Stretch
    {
        std::string assembly;
        std::string contig;
        Range range;
        std::string_view letters;
        std::int64_t offset = 0; // of its first letter among all stretches
    };
    // Anchors that agree on one place: where the query would lie, and how many say so.
    struct Candidate
    {
        std::size_t stretch = 0;
        Strand strand = Strand::Plus;
        std::int64_t first = 0; // smallest and largest offset of the query's first base in the
        std::int64_t last = 0; // stretch; negative if the query begins before it
        std::int64_t votes = 0; // places of the query, each counted once: repeats do not shout
    };

    explicit Index(const Reference& reference);

    [[nodiscard]] const std::vector<Stretch>& stretches() const { return m_stretches; }
    // Best first. `reversed` is the reverse complement of `forward`.
    [[nodiscard]] std::vector<Candidate> candidates(
        std::string_view forward, std::string_view reversed) const;

private:
    struct Hit
    {
        std::size_t stretch = 0;
        Strand strand = Strand::Plus;
        std::int64_t diagonal = 0;
        std::int64_t query = 0;
    };
    // K-mers that stand in more than `most` places say nothing about the place.
    void addHits(
        std::string_view query, Strand strand, std::size_t most, std::vector<Hit>& hits) const;
    [[nodiscard]] std::size_t stretchAt(std::int64_t offset) const;

    std::vector<Stretch> m_stretches;
    std::vector<std::uint64_t> m_entries; // k-mer above, offset below
};

} // namespace locus::genetics
