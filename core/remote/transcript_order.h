// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/annotation.h"

#include <string_view>
#include <vector>

namespace locus::remote {

// A transcript with what its place is decided by and people do not see.
struct RankedTranscript
{
    genetics::TranscriptAnnotation transcript;
    std::string appris; // "P1" .. "P5", "A1", "A2"; empty: not stated
    int tsl = 0; // 1 best .. 5; 0 not stated
    bool ccds = false;
};

// The order in which people see the transcripts of one allele. Genes stay
// together, the gene with the worst displayed consequence first. In a gene the displayed one comes
// first: MANE Select, else canonical and protein coding, else by appris, tsl, biotype, ccds, rank;
// MANE Plus Clinical follows it as displayed too where its worst term is worse. Displayed ones say
// why in `chosenBecause`: "mane_select", "mane_plus_clinical", "canonical_no_mane",
// "canonical_no_mane_on_grch37", "only_transcript", "pick_order".
std::vector<genetics::TranscriptAnnotation> inDisplayOrder(
    std::vector<RankedTranscript> transcripts, std::string_view assembly);

} // namespace locus::remote
