// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/hgvs_variant.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::genetics {

// The grammar of HGVS as a recursive descent with backtracking, one function a rule. A rule that
// does not match leaves the place where it was. The furthest failure is remembered, so that an
// error names the character that is wrong rather than the rule that was tried last. Use parseHgvs()
// unless a part of a description is to be read.
class HgvsGrammar
{
public:
    enum class Molecule : std::uint8_t
    {
        Dna,
        Rna
    };
    enum class Letters : std::uint8_t
    {
        One,
        Three,
        Any
    };
    struct Extension
    {
        std::string aa;
        std::optional<std::int64_t> length;
        bool lengthUnknown = false;
    };

    explicit HgvsGrammar(std::string_view text);

    [[nodiscard]] bool atEnd() const { return m_place == m_text.size(); }
    [[nodiscard]] std::size_t furthest() const { return m_furthest; }
    [[nodiscard]] const std::vector<std::string_view>& expected() const { return m_expected; }

    bool literal(std::string_view text);
    std::optional<std::int64_t> number(); // 123
    std::optional<std::int64_t> signedNumber(); // +123, -123
    std::optional<std::int64_t> negativeNumber(); // -123
    std::optional<char> sign();
    std::optional<char> base(Molecule molecule);
    std::optional<std::string> bases(Molecule molecule); // one or more
    std::optional<std::string> aminoAcid(Letters letters); // as three letters
    std::optional<std::string> terminus(Letters letters); // "Ter"
    std::optional<std::string> residue(Letters letters); // amino acid or terminus
    std::optional<std::string> peptide(Letters letters); // one or more amino acids
    std::optional<std::string> peptideToStop(Letters letters); // may end in a terminus
    std::optional<std::string> accession();
    std::optional<std::string> geneSymbol();
    std::optional<std::string> selector(); // "(BRCA1)", "(NM_007294.4)"
    std::optional<HgvsType> typePrefix(); // "c."

    std::optional<HgvsPosition> position(HgvsType type);
    std::optional<HgvsInterval> interval(HgvsType type);
    std::optional<HgvsResidue> residuePosition();

    std::optional<HgvsEdit> edit(Molecule molecule);
    std::optional<HgvsEdit> editInParentheses(Molecule molecule); // or without
    std::optional<HgvsNucleotideChange> nucleotideChange(HgvsType type);

    std::optional<HgvsProteinEdit> frameshiftTail(); // fs, fsTer12
    std::optional<Extension> extensionEnd(); // Ter9, Val-5, -12
    std::optional<HgvsProteinEdit> proteinEdit();
    std::optional<HgvsProteinEdit> proteinEditInParentheses(); // or without
    std::optional<HgvsProteinChange> wholeProtein(); // = (=) 0 0? ?
    std::optional<HgvsProteinChange> proteinChange();

    std::optional<HgvsVariant> variant();

private:
    void failed(std::string_view expectation);
    std::optional<HgvsEdit> substitution(Molecule molecule);
    std::optional<HgvsEdit> identity(Molecule molecule);
    std::optional<HgvsEdit> deletionOrDelins(Molecule molecule);
    std::optional<HgvsEdit> wordEdit(Molecule molecule); // ins dup inv con copy
    std::optional<HgvsEdit> repeat(Molecule molecule);
    std::optional<HgvsEdit> conversion();
    std::optional<HgvsBoundary> boundary(HgvsType type);
    std::optional<std::int64_t> lengthOrUnknown(bool& unknown);
    std::optional<HgvsProteinChange> placedProteinChange();

    std::string_view m_text;
    std::size_t m_place = 0;
    std::size_t m_furthest = 0;
    std::vector<std::string_view> m_expected;
};

} // namespace locus::genetics
