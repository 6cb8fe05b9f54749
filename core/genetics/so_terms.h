// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/annotation.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace locus::genetics {

// The 41 consequence terms of Ensembl with their rank (1 is worst), Sequence Ontology accession and
// impact (Ensembl/ensembl-variation, Utils/Config.pm).
struct SoTerm
{
    int rank;
    std::string_view term;
    std::string_view accession; // "SO:0001583"
    std::string_view impact; // HIGH MODERATE LOW MODIFIER
};

inline constexpr int unknownConsequenceRank = 100;

std::span<const SoTerm> soTerms(); // by rank
const SoTerm* findSoTerm(std::string_view term); // null if it is none
int consequenceRank(std::string_view term); // unknownConsequenceRank if it is none
void sortWorstFirst(std::vector<std::string>& consequenceTerms);
// Over all transcripts (most_severe_consequence); empty if there are no terms.
std::string worstTerm(std::span<const TranscriptAnnotation> transcripts);

} // namespace locus::genetics
