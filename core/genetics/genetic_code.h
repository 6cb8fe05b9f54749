// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace locus::genetics {

// Nucleotides and amino acids as letters (IUPAC-IUB 1984), and the standard genetic code (NCBI
// table 1). All functions are pure and take either letter case; they answer in upper case.

// The pairing base; IUPAC codes pair as sets (R with Y); anything else becomes N.
char complement(char base);
std::string reverseComplement(std::string_view bases);

bool isAcgt(char base);
// A C G T U and the ambiguity codes R Y S W K M B D H V N.
bool isNucleotideCode(char base);
// Whether two codes share a base: N matches everything, R matches A.
bool nucleotidesMatch(char a, char b);

// One letter, '*' for a stop, 'X' if the codon holds anything but A C G T (U). REQUIRES: three
// letters.
char translateCodon(std::string_view codon);
// Every complete codon; a remainder of one or two bases is left out.
std::string translate(std::string_view bases);

// "Ala", "Ter" for '*', "Sec" for U, "Pyl" for O, "Xaa" for X or an unknown letter.
std::string_view threeLetterCode(char aminoAcid);
// Reverse of threeLetterCode(), any letter case; '\0' if it is none. "Ter" and "Stop" give '*'.
char oneLetterCode(std::string_view aminoAcid);

} // namespace locus::genetics
