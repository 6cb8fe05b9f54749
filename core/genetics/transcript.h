// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace locus::genetics {

enum class Strand : std::int8_t
{
    Plus = 1,
    Minus = -1
};

// 1-based, both ends inside, always in ascending contig order whatever the strand.
struct Range
{
    std::int64_t start = 0;
    std::int64_t end = 0;

    [[nodiscard]] std::int64_t length() const { return end - start + 1; }
    [[nodiscard]] bool contains(std::int64_t position) const
    {
        return position >= start && position <= end;
    }
    [[nodiscard]] bool overlaps(const Range& other) const
    {
        return start <= other.end && other.start <= end;
    }
    bool operator==(const Range&) const = default;
};

struct Gene
{
    std::string id; // without prefix: ENSG00000154719, or NCBI's gene name
    std::string symbol; // its id where the source gives no name
    std::string hgncId; // empty if not stated
    bool operator==(const Gene&) const = default;
};

// Why a transcript may be shown first. What the source does not tell stays false.
struct TranscriptFlags
{
    bool maneSelect = false;
    bool manePlusClinical = false;
    bool canonical = false; // Ensembl canonical
    bool basic = false; // GENCODE basic
    bool operator==(const TranscriptFlags&) const = default;
};

// One transcript placed on a contig. Built by the GFF3 reader, immutable afterwards.
struct Transcript
{
    std::string id; // with version where the source has one: "NM_000518.5", "ENST00000307301.11"
    std::string sourceId; // as its ID attribute says, without prefix: "ENST00000307301"
    std::string contig;
    Gene gene;
    std::string biotype; // as written by the source; codingBiotype() decides what counts as coding
    Strand strand = Strand::Plus;
    Range span;
    std::vector<Range> exons; // ascending
    std::vector<Range> cds; // ascending; empty for non-coding; may overlap on ribosomal slippage
    int firstCdsPhase = 0; // bases of the 5'-most CDS part before its first complete codon
    bool cdsStartComplete = true; // false: 5' incomplete, the first codon is no start
    bool cdsEndComplete = true; // false: 3' incomplete, the last codon is no stop
    std::string proteinId; // "NP_000509.1", "ENSP..."; empty if not stated
    TranscriptFlags flags;

    [[nodiscard]] bool isCoding() const { return !cds.empty(); }
    bool operator==(const Transcript&) const = default;
};

} // namespace locus::genetics
