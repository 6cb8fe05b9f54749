// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/genetic_code.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace locus::genetics {
namespace {

// A = 1, C = 2, G = 4, T = 8; an ambiguity code is the set of its bases, 0 is no nucleotide.
constexpr std::array<std::uint8_t, 256> makeBaseSets()
{
    std::array<std::uint8_t, 256> sets {};
    constexpr std::string_view codes = "ACGTURYSWKMBDHVN";
    constexpr std::array<std::uint8_t, 16> values { 1, 2, 4, 8, 8, 5, 10, 6, 9, 12, 3, 14, 13, 11,
        7, 15 };
    for (std::size_t i = 0; i < codes.size(); ++i) {
        sets[static_cast<std::uint8_t>(codes[i])] = values[i];
        sets[static_cast<std::uint8_t>(codes[i] - 'A' + 'a')] = values[i];
    }
    return sets;
}
constexpr auto baseSets = makeBaseSets();
constexpr std::string_view setLetters = "NACMGRSVTWYHKDBN"; // by set; the empty set reads N

std::uint8_t setOf(char base)
{
    return baseSets[static_cast<std::uint8_t>(base)];
}

constexpr std::array<char, 256> makeComplements()
{
    std::array<char, 256> letters {};
    for (std::size_t c = 0; c < letters.size(); ++c) {
        const unsigned set = baseSets[c];
        const unsigned paired =
            (set & 1U) << 3U | (set & 2U) << 1U | (set & 4U) >> 1U | (set & 8U) >> 3U;
        letters[c] = setLetters[paired];
    }
    return letters;
}
constexpr auto complements = makeComplements();

// Index of a plain base in the order T C A G of NCBI's tables, or -1.
constexpr std::array<int, 16> ncbiIndex { -1, 2, 1, -1, 3, -1, -1, -1, 0, -1, -1, -1, -1, -1, -1,
    -1 };
constexpr std::string_view standardCode =
    "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG";

constexpr std::array<std::pair<char, std::string_view>, 24> aminoAcids { {
    { 'A', "Ala" },
    { 'R', "Arg" },
    { 'N', "Asn" },
    { 'D', "Asp" },
    { 'C', "Cys" },
    { 'Q', "Gln" },
    { 'E', "Glu" },
    { 'G', "Gly" },
    { 'H', "His" },
    { 'I', "Ile" },
    { 'L', "Leu" },
    { 'K', "Lys" },
    { 'M', "Met" },
    { 'F', "Phe" },
    { 'P', "Pro" },
    { 'S', "Ser" },
    { 'T', "Thr" },
    { 'W', "Trp" },
    { 'Y', "Tyr" },
    { 'V', "Val" },
    { 'U', "Sec" },
    { 'O', "Pyl" },
    { 'X', "Xaa" },
    { '*', "Ter" },
} };

} // namespace

char complement(char base)
{
    return complements[static_cast<std::uint8_t>(base)];
}

std::string reverseComplement(std::string_view bases)
{
    std::string result(bases.size(), '\0');
    std::transform(bases.rbegin(), bases.rend(), result.begin(), complement);
    return result;
}

bool isAcgt(char base)
{
    return setOf(base) != 0 && (setOf(base) & (setOf(base) - 1)) == 0 && base != 'U' && base != 'u';
}

bool isNucleotideCode(char base)
{
    return setOf(base) != 0;
}

bool nucleotidesMatch(char a, char b)
{
    return (setOf(a) & setOf(b)) != 0;
}

char translateCodon(std::string_view codon)
{
    int index = 0;
    for (const char base : codon.substr(0, 3)) {
        const int digit = ncbiIndex[setOf(base)];
        if (digit < 0) {
            return 'X';
        }
        index = 4 * index + digit;
    }
    return standardCode[static_cast<std::size_t>(index)];
}

std::string translate(std::string_view bases)
{
    std::string protein(bases.size() / 3, '\0');
    for (std::size_t i = 0; i < protein.size(); ++i) {
        protein[i] = translateCodon(bases.substr(3 * i, 3));
    }
    return protein;
}

std::string_view threeLetterCode(char aminoAcid)
{
    const char upper =
        aminoAcid >= 'a' && aminoAcid <= 'z' ? static_cast<char>(aminoAcid - 'a' + 'A') : aminoAcid;
    const auto* const found = std::find_if(aminoAcids.begin(), aminoAcids.end(),
        [upper](const auto& entry) { return entry.first == upper; });
    return found == aminoAcids.end() ? std::string_view("Xaa") : found->second;
}

char oneLetterCode(std::string_view aminoAcid)
{
    if (equalsIgnoreCase(aminoAcid, "Stop")) {
        return '*';
    }
    const auto* const found = std::find_if(aminoAcids.begin(), aminoAcids.end(),
        [aminoAcid](const auto& entry) { return equalsIgnoreCase(entry.second, aminoAcid); });
    return found == aminoAcids.end() ? '\0' : found->first;
}

} // namespace locus::genetics
