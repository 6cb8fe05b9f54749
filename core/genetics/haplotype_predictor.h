// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/record_calls.h"
#include "core/genetics/reference.h"

#include <cstdint>
#include <string>
#include <vector>

namespace locus::genetics {

// A record with the genotypes of its samples.
struct PhasedRecord
{
    std::string contig; // as the reference names it
    std::int64_t position = 0;
    std::string ref;
    std::vector<std::string> alts;
    // A sample's alleles in haplotype order: 0 the reference, 1 the first of alts, -1 missing.
    std::vector<std::vector<int>> genotypes;
};

struct PredictedRecord
{
    std::vector<ConsequenceCall> calls;
    // With genotypes: indices into calls for each sample's first and second haplotype, ascending.
    struct SampleCalls
    {
        std::vector<std::size_t> first;
        std::vector<std::size_t> second;
    };
    std::vector<SampleCalls> samples;
    bool refMismatch = false; // REF is not what the reference has: nothing was called
};

struct PredictionOptions
{
    bool local = false; // each record alone; else the records of a haplotype together
    int brief = 0; // see lettersOf()
};

// Consequences of records, in their order. In haplotype mode all records of one
// haplotype act together: neighbours are joined while the frame is open or where they share a
// codon, and the joined call stands at the record that is first in transcript direction, the others
// refer to it. Records without genotypes form one haplotype of their first alternative alleles. A
// record that overlaps an earlier one on its haplotype gets no coding call there. Any thread; no
// state.
std::vector<PredictedRecord> predictRecords(const Reference& reference, std::string_view assembly,
    const std::vector<PhasedRecord>& records, const PredictionOptions& options);

} // namespace locus::genetics
