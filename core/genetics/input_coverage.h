// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/input_item.h"
#include "core/genetics/reference.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace locus::genetics {

// What a core can answer, as plain values: a console keeps it and tells before sending where each
// line will be annotated.
struct CoverageKnowledge
{
    std::string assembly; // of the submission
    std::vector<CoveredInterval> intervals; // of this assembly and of references of their own
    std::map<std::string, std::string, std::less<>> contigs; // "chr21", "NC_000021.9" -> "21"
    std::set<std::string, std::less<>>
        models; // ids of transcripts and proteins, with and without version, and gene symbols
    bool service = false; // a service that serves the assembly is configured
};
CoverageKnowledge coverageOf(
    const Reference& reference, std::string_view assembly, bool serviceServes);

enum class AnnotatedBy : std::uint8_t
{
    Nobody,
    Local,
    LocalIfPlaced, // a bare sequence: once it aligns
    Service,
    ServiceElseLocal
};
struct CoverageVerdict
{
    AnnotatedBy by = AnnotatedBy::Nobody;
    std::string reason; // set for Nobody: one sentence
};
// Judges by the place that a notation names; what it says of the reference there is checked later.
// Pure and fast enough for every keystroke. Any thread.
CoverageVerdict whereAnnotated(const InputItem& item, const CoverageKnowledge& knowledge);

} // namespace locus::genetics
