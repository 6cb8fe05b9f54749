// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/input_sequence.h"

#include "core/base/text.h"

#include <algorithm>

namespace locus::genetics {
namespace {

constexpr std::string_view called = "ACGTU";
constexpr std::string_view unknown = "NRYMKWSBDHV";
constexpr std::string_view residues = "ACDEFGHIKLMNPQRSTVWYBZXUJO*";

bool isSkipped(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '-' || (c >= '0' && c <= '9');
}

bool isNucleotide(char c)
{
    return called.find(c) != std::string_view::npos || unknown.find(c) != std::string_view::npos;
}

char upper(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool isBase(char c)
{
    return c == 'N' || called.find(c) != std::string_view::npos;
}

// Residues only, and too few bases among them for a wrong letter in a nucleotide sequence.
bool isMostlyProtein(std::string_view raw)
{
    std::size_t bases = 0;
    std::size_t others = 0;
    for (const char c : raw) {
        if (isSkipped(c)) {
            continue;
        }
        if (residues.find(upper(c)) == std::string_view::npos) {
            return false;
        }
        ++(isBase(upper(c)) ? bases : others);
    }
    return bases <= others;
}

InputRejection wrongLetter(std::string_view raw, std::size_t at)
{
    const auto place = static_cast<std::int64_t>(at + 1);
    const std::string where = std::to_string(place);
    if (isMostlyProtein(raw)) {
        return rejection("protein", because("sequence.protein", { { "position", where } }), place);
    }
    return rejection(
        "wrong_alphabet", because("sequence.letter", { { "position", where } }), place);
}

} // namespace

std::variant<CleanSequence, InputRejection> cleanSequence(std::string_view raw)
{
    CleanSequence clean;
    clean.letters.reserve(raw.size());
    std::size_t firstU = std::string_view::npos;
    bool hasT = false;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (isSkipped(raw[i])) {
            continue;
        }
        const char letter = upper(raw[i]);
        if (!isNucleotide(letter)) {
            return wrongLetter(raw, i);
        }
        hasT = hasT || letter == 'T';
        if (letter == 'U') {
            firstU = std::min(firstU, i);
            clean.fromRna = true;
        }
        clean.noCalls += unknown.find(letter) != std::string_view::npos ? 1 : 0;
        clean.letters += letter == 'U' ? 'T' : letter;
    }
    if (clean.letters.empty()) {
        return rejection("empty", because("sequence.empty"));
    }
    if (clean.fromRna && hasT) {
        const auto place = static_cast<std::int64_t>(firstU + 1);
        return rejection("wrong_alphabet",
            because("sequence.dna_and_rna", { { "position", std::to_string(place) } }), place);
    }
    if (clean.noCalls == static_cast<std::int64_t>(clean.letters.size())) {
        return rejection("only_n", because("sequence.only_n"), 1);
    }
    return clean;
}

bool looksLikeSequence(std::string_view text)
{
    // A word of letters, or a number beside it; both in one word make an id such as rs699.
    bool letters = false;
    bool digits = false;
    bool anyLetters = false;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        const bool space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
        if (!digit && !space && c != '-' && !isNucleotide(upper(c))) {
            return false;
        }
        letters = !space && (letters || (!digit && c != '-'));
        digits = !space && (digits || digit);
        if (letters && digits) {
            return false;
        }
        anyLetters = anyLetters || letters;
    }
    return anyLetters;
}

bool mayBeSequenceLine(std::string_view line)
{
    std::size_t bases = 0;
    std::size_t letters = 0;
    std::size_t numbers = 0;
    char before = ' ';
    bool oneWord = true;
    bool onlyResidues = true;
    for (const char c : line) {
        const bool digit = c >= '0' && c <= '9';
        const bool space = c == ' ' || c == '\t' || c == '\r';
        numbers += digit && !(before >= '0' && before <= '9') ? 1 : 0;
        letters += digit || space ? 0 : 1;
        bases += c == '-' || isBase(upper(c)) ? 1 : 0;
        oneWord = oneWord && !space;
        onlyResidues = onlyResidues && residues.find(upper(c)) != std::string_view::npos;
        before = c;
    }
    return numbers <= 1
        && (looksLikeSequence(line) || (oneWord && onlyResidues) || 2 * bases >= letters);
}

std::string_view fastaBody(std::string_view record)
{
    if (!record.starts_with('>')) {
        return record;
    }
    const std::size_t end = record.find('\n');
    return end == std::string_view::npos ? std::string_view() : record.substr(end + 1);
}

} // namespace locus::genetics
