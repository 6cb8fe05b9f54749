// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/genetics/input_coverage.h"
#include "core/genetics/reference.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::protocol {

// What the local engine can answer; everything else goes to the service.
struct ReferenceIntervals
{
    std::vector<genetics::CoveredInterval> intervals;
    std::vector<std::string> services; // assemblies that a configured service answers for
    std::optional<genetics::CoverageKnowledge> knowledge {}; // of the assembly asked for

    [[nodiscard]] Bytes toJson() const;
    static Result<ReferenceIntervals> fromJson(BytesView text);
};

struct ReferenceCoverage
{
    using Answer = ReferenceIntervals;
    static constexpr std::string_view method = "reference.coverage";

    std::string assembly; // empty: the intervals alone

    [[nodiscard]] Bytes toJson() const;
    static Result<ReferenceCoverage> fromJson(BytesView text);
};

struct ReferenceTranscript
{
    std::string id;
    std::string assembly;
    std::string contig;
    genetics::Range span;
    int strand = 1;
    std::string geneId;
    std::string geneSymbol;
    std::string biotype;
    std::string proteinId;
    std::vector<genetics::Range> exons;
    std::vector<genetics::Range> cds;
};

struct ReferencePlace
{
    bool covered = false;
    std::string contig; // canonical name, empty if unknown
    std::string accession;
    std::string sequence; // letters of the range; only of a range of at most 20,000
    std::vector<ReferenceTranscript> transcripts; // at most 200

    [[nodiscard]] Bytes toJson() const;
    static Result<ReferencePlace> fromJson(BytesView text);
};

// Either a place (assembly, contig, range) or a transcript id with or without version.
struct ReferenceLookup
{
    using Answer = ReferencePlace;
    static constexpr std::string_view method = "reference.lookup";

    std::string assembly;
    std::string contig;
    genetics::Range range;
    std::string transcript;

    [[nodiscard]] Bytes toJson() const;
    static Result<ReferenceLookup> fromJson(BytesView text);
};

} // namespace locus::protocol
