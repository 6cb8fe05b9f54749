// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/transcript_map.h"
#include "core/genetics/transcript_model.h"
#include "core/genetics/variant.h"

#include <string>
#include <string_view>

namespace locus::genetics {

// A variant without the letters that REF and ALT share. `touched` are the changed bases, or for an
// insertion (empty ref) the two bases around it.
struct TrimmedChange
{
    Range touched;
    std::string_view ref;
    std::string_view alt;

    explicit TrimmedChange(const Variant& variant);
    [[nodiscard]] bool isInsertion() const { return ref.empty(); }
    // An insertion lies in a range only if both its neighbours do.
    [[nodiscard]] bool touches(const Range& range) const;
};

// The touched codons as Ensembl writes them: "Gca/Aca" and "A/T", "-/CTG" for an insertion between
// codons, X for a codon that lost its frame; one letter if the amino acids are the same. Empty
// unless all of the change lies in one part of the CDS.
struct CodonLetters
{
    std::string codons;
    std::string aminoAcids;
};
CodonLetters codonLetters(const TranscriptModel& model, const TrimmedChange& change);

} // namespace locus::genetics
