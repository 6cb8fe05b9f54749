// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/input_item.h"

#include <string>
#include <string_view>
#include <variant>

namespace locus::genetics {

// Letters ready for alignment: upper case, A C G T and the IUPAC codes for "unknown".
struct CleanSequence
{
    std::string letters;
    std::int64_t noCalls = 0; // N and IUPAC codes: never resolved, never variants
    bool fromRna = false; // every U was read as T
};

// Drops white space, digits (GenBank numbering) and gaps '-'. Rejections: "empty", "only_n",
// "protein" (with a hint), "wrong_alphabet" with the position.
std::variant<CleanSequence, InputRejection> cleanSequence(std::string_view raw);

// Nothing but nucleotide letters, white space and digits, and at least one letter.
bool looksLikeSequence(std::string_view text);
// A line that may stand in a FASTA record: nucleotides with at most one number beside them,
// residues in one word, or mostly bases with a wrong letter among them. Rejecting the latter is
// left to cleanSequence().
bool mayBeSequenceLine(std::string_view line);
// The sequence part of a FASTA record's text.
std::string_view fastaBody(std::string_view record);

} // namespace locus::genetics
