// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/hgvs_grammar.h"

#include <algorithm>
#include <array>
#include <utility>

namespace locus::genetics {
namespace {

constexpr std::string_view dnaLetters = "ACGTRYMKWSBDHVNacgtrymkwsbdhvn";
constexpr std::string_view rnaLetters = "ACGURYMKWSBDHVNacgurymkwsbdhvn";

struct AminoAcid
{
    char one;
    std::string_view three;
};
constexpr std::array<AminoAcid, 24> aminoAcids { { { 'A', "Ala" }, { 'C', "Cys" }, { 'D', "Asp" },
    { 'E', "Glu" }, { 'F', "Phe" }, { 'G', "Gly" }, { 'H', "His" }, { 'I', "Ile" }, { 'K', "Lys" },
    { 'L', "Leu" }, { 'M', "Met" }, { 'N', "Asn" }, { 'P', "Pro" }, { 'Q', "Gln" }, { 'R', "Arg" },
    { 'S', "Ser" }, { 'T', "Thr" }, { 'V', "Val" }, { 'W', "Trp" }, { 'Y', "Tyr" }, { 'B', "Asx" },
    { 'Z', "Glx" }, { 'X', "Xaa" }, { 'U', "Sec" } } };

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isLetter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
} // namespace

bool HgvsInterval::isExact() const
{
    const auto exact = [](const HgvsBoundary& boundary) {
        return !boundary.last && !boundary.first.unknown && boundary.first.unknownOffset == 0;
    };
    return !uncertain && exact(start) && (!end || exact(*end));
}

HgvsGrammar::HgvsGrammar(std::string_view text)
    : m_text(text)
{ }

void HgvsGrammar::failed(std::string_view expectation)
{
    if (m_place > m_furthest) {
        m_furthest = m_place;
        m_expected.clear();
    }
    if (m_place == m_furthest
        && std::find(m_expected.begin(), m_expected.end(), expectation) == m_expected.end()) {
        m_expected.push_back(expectation);
    }
}

bool HgvsGrammar::literal(std::string_view text)
{
    if (m_text.substr(m_place).starts_with(text)) {
        m_place += text.size();
        return true;
    }
    failed(text);
    return false;
}

std::optional<std::int64_t> HgvsGrammar::number()
{
    // 15 digits: beyond any genome and far from overflow.
    constexpr std::size_t mostDigits = 15;
    std::int64_t value = 0;
    std::size_t digits = 0;
    while (m_place + digits < m_text.size() && isDigit(m_text[m_place + digits])
        && digits < mostDigits) {
        value = value * 10 + (m_text[m_place + digits] - '0');
        ++digits;
    }
    if (digits == 0) {
        failed("a number");
        return std::nullopt;
    }
    m_place += digits;
    return value;
}

std::optional<char> HgvsGrammar::sign()
{
    if (literal("+")) {
        return '+';
    }
    if (literal("-")) {
        return '-';
    }
    return std::nullopt;
}

std::optional<std::int64_t> HgvsGrammar::signedNumber()
{
    const std::size_t from = m_place;
    const auto direction = sign();
    if (direction) {
        if (const auto value = number()) {
            return *direction == '-' ? -*value : *value;
        }
    }
    m_place = from;
    return std::nullopt;
}

std::optional<std::int64_t> HgvsGrammar::negativeNumber()
{
    const std::size_t from = m_place;
    if (literal("-")) {
        if (const auto value = number()) {
            return -*value;
        }
    }
    m_place = from;
    return std::nullopt;
}

std::optional<char> HgvsGrammar::base(Molecule molecule)
{
    const std::string_view allowed = molecule == Molecule::Dna ? dnaLetters : rnaLetters;
    if (m_place < m_text.size() && allowed.find(m_text[m_place]) != std::string_view::npos) {
        return m_text[m_place++];
    }
    failed(molecule == Molecule::Dna ? "a base (A C G T)" : "a base (a c g u)");
    return std::nullopt;
}

std::optional<std::string> HgvsGrammar::bases(Molecule molecule)
{
    std::string letters;
    while (const auto letter = base(molecule)) {
        letters += *letter;
    }
    if (letters.empty()) {
        return std::nullopt;
    }
    return letters;
}

std::optional<std::string> HgvsGrammar::aminoAcid(Letters letters)
{
    const std::string_view rest = m_text.substr(m_place);
    for (const AminoAcid& aa : aminoAcids) {
        if (letters != Letters::One && rest.starts_with(aa.three)) {
            m_place += aa.three.size();
            return std::string(aa.three);
        }
    }
    for (const AminoAcid& aa : aminoAcids) {
        if (letters != Letters::Three && rest.starts_with(aa.one)) {
            ++m_place;
            return std::string(aa.three);
        }
    }
    failed("an amino acid (Ala or A)");
    return std::nullopt;
}

std::optional<std::string> HgvsGrammar::terminus(Letters letters)
{
    const bool found = (letters != Letters::One && literal("Ter"))
        || (letters != Letters::Three && (literal("*") || literal("X")));
    return found ? std::optional<std::string>("Ter") : std::nullopt;
}

std::optional<std::string> HgvsGrammar::residue(Letters letters)
{
    if (letters == Letters::Any) { // "Ter" before the T of threonine
        auto three = residue(Letters::Three);
        return three ? three : residue(Letters::One);
    }
    auto aa = aminoAcid(letters);
    return aa ? aa : terminus(letters);
}

std::optional<std::string> HgvsGrammar::peptide(Letters letters)
{
    if (letters == Letters::Any) {
        auto three = peptide(Letters::Three);
        return three ? three : peptide(Letters::One);
    }
    std::string all;
    while (const auto aa = aminoAcid(letters)) {
        all += *aa;
    }
    if (all.empty()) {
        return std::nullopt;
    }
    return all;
}

std::optional<std::string> HgvsGrammar::peptideToStop(Letters letters)
{
    if (letters == Letters::Any) {
        auto three = peptideToStop(Letters::Three);
        return three ? three : peptideToStop(Letters::One);
    }
    std::string all = peptide(letters).value_or("");
    if (const auto stop = terminus(letters)) {
        all += *stop;
    }
    if (all.empty()) {
        return std::nullopt;
    }
    return all;
}

std::optional<std::string> HgvsGrammar::accession()
{
    const std::size_t from = m_place;
    std::size_t at = from;
    while (at < m_text.size()
        && (isLetter(m_text[at]) || isDigit(m_text[at])
            || (at > from && (m_text[at] == '_' || m_text[at] == '-')))) {
        ++at;
    }
    if (at == from) {
        failed("an accession, a chromosome or a gene symbol");
        return std::nullopt;
    }
    m_place = at;
    if (literal(".") && !number()) {
        m_place = from;
        return std::nullopt;
    }
    return std::string(m_text.substr(from, m_place - from));
}

std::optional<std::string> HgvsGrammar::geneSymbol()
{
    if (m_place >= m_text.size() || !isLetter(m_text[m_place])) {
        failed("a gene symbol");
        return std::nullopt;
    }
    return accession();
}

std::optional<std::string> HgvsGrammar::selector()
{
    const std::size_t from = m_place;
    if (literal("(")) {
        auto name = geneSymbol();
        if (name && literal(")")) {
            return name;
        }
    }
    m_place = from;
    return std::nullopt;
}

std::optional<HgvsType> HgvsGrammar::typePrefix()
{
    for (const HgvsType type : { HgvsType::Coding, HgvsType::Genomic, HgvsType::Mitochondrial,
             HgvsType::NonCoding, HgvsType::Rna, HgvsType::Protein }) {
        const std::string_view rest = m_text.substr(m_place);
        if (rest.size() >= 2 && rest[0] == static_cast<char>(type) && rest[1] == '.') {
            m_place += 2;
            return type;
        }
    }
    failed("one of c. g. m. n. r. p.");
    return std::nullopt;
}

std::optional<HgvsVariant> HgvsGrammar::variant()
{
    const std::size_t from = m_place;
    HgvsVariant variant;
    if (auto name = accession()) {
        variant.accession = *name;
        variant.selector = selector().value_or("");
        if (literal(":")) {
            if (const auto type = typePrefix()) {
                variant.type = *type;
                if (*type == HgvsType::Protein) {
                    if (auto change = proteinChange()) {
                        variant.change = *std::move(change);
                        return variant;
                    }
                } else if (auto change = nucleotideChange(*type)) {
                    variant.change = *std::move(change);
                    return variant;
                }
            }
        }
    }
    m_place = from;
    return std::nullopt;
}

} // namespace locus::genetics
