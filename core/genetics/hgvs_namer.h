// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/reference.h"
#include "core/genetics/transcript_map.h"
#include "core/genetics/variant.h"

#include <string>

namespace locus::genetics {

// Names a normalised variant in HGVS: 3' rule on the described strand, dup before ins, inv and
// delins, no superfluous letters. An empty answer means that the variant has no name there
// (outside the transcript, not coding), never that it has no effect. Any thread.

// "NC_000021.9:g.25585733C>T"; m. on the mitochondrion.
std::string nameGenomic(const Reference& reference, const Variant& variant);
// "ENST00000307301.11:c.*18G>A"; n. for a non-coding transcript.
std::string nameTranscript(
    const Reference& reference, const Variant& variant, const TranscriptMap& map);
// "ENSP00000284967.6:p.(Ala331Thr)": predicted, hence in parentheses. The number counts an
// incomplete first codon, as Ensembl does. Empty unless the whole change lies in the reading frame
// or behind it.
std::string nameProtein(
    const Reference& reference, const Variant& variant, const TranscriptMap& map);

} // namespace locus::genetics
