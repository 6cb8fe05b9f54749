// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/annotation.h"
#include "core/genetics/reference.h"
#include "core/genetics/variant.h"

#include <string>
#include <vector>

namespace locus::genetics {

// What one covered variant does to each transcript that it touches, alone (not together with its
// neighbours): terms of the Sequence Ontology with Ensembl's rank and impact, codons, amino acids
// and positions. Not told: upstream, downstream, regulatory and intergenic terms, and the three
// finer splice terms. `hgvsc` and `hgvsp` stay empty: see hgvs_namer.h. The displayed transcript
// comes first and says in `chosenBecause` why: "mane_select",
// "canonical_no_mane", "mane_unknown_local" where the models carry neither; the others have it
// empty, but for "mane_plus_clinical" beside a MANE Select that is less severe. Positions count
// like Ensembl's: the partial first codon of a CDS with incomplete start is codon 1. REQUIRES: the
// variant's REF was checked against the reference. Empty if no transcript is touched. Any thread;
// no state.
std::vector<TranscriptAnnotation> predictConsequences(
    const Reference& reference, const Variant& variant);

// The order in which transcripts are shown; also sets `chosenBecause`. Per gene, so that each
// gene's choice stands before its other transcripts; genes by their worst term.
void orderForDisplay(std::vector<TranscriptAnnotation>& transcripts);

} // namespace locus::genetics
