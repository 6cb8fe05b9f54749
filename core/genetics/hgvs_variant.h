// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace locus::genetics {

// An HGVS description as written (https://hgvs-nomenclature.org), before any reference was asked.
// Everything that was stated is kept, so that formatHgvs() prints it back.
enum class HgvsType : char
{
    Coding = 'c',
    Genomic = 'g',
    Mitochondrial = 'm',
    NonCoding = 'n',
    Rna = 'r',
    Protein = 'p'
};

// Where c. and r. positions are counted from: c.-14 and c.76 from the start codon, c.*46 from the
// stop codon. There is no base 0.
enum class HgvsDatum : std::uint8_t
{
    Start,
    StopCodon
};

struct HgvsPosition
{
    HgvsDatum datum = HgvsDatum::Start;
    std::int64_t base = 0;
    std::int64_t offset = 0; // into the intron: 88+1 has 1, 89-2 has -2
    bool unknown = false; // "?"
    char unknownOffset = 0; // '+' or '-' of "88-?"
    bool operator==(const HgvsPosition&) const = default;
};

// One end of an interval; "(4_6)" has both.
struct HgvsBoundary
{
    HgvsPosition first;
    std::optional<HgvsPosition> last;
    bool operator==(const HgvsBoundary&) const = default;
};

struct HgvsInterval
{
    HgvsBoundary start;
    std::optional<HgvsBoundary> end;
    bool uncertain = false; // "(2_10)": somewhere in there

    // Every position is a known number.
    [[nodiscard]] bool isExact() const;
    bool operator==(const HgvsInterval&) const = default;
};

enum class HgvsEditKind : std::uint8_t
{
    Substitution,
    Deletion,
    Insertion,
    Duplication,
    Delins,
    Inversion,
    Repeat,
    Identity,
    Conversion,
    Copy
};

struct HgvsEdit
{
    HgvsEditKind kind = HgvsEditKind::Identity;
    std::string ref {}; // stated deleted, duplicated or repeated letters; may be empty
    std::optional<std::int64_t> refLength {}; // stated instead of letters: "del5"
    std::string alt {}; // new letters; the source of a conversion as text
    std::int64_t count = 0; // copies of a repeat or copy
    std::optional<std::int64_t> countMax {}; // "(3_6)" copies
    bool uncertain = false; // the edit alone in parentheses
    bool operator==(const HgvsEdit&) const = default;
};

struct HgvsNucleotideChange
{
    HgvsInterval interval;
    HgvsEdit edit;
    bool predicted = false; // r.(5g>u)
    bool operator==(const HgvsNucleotideChange&) const = default;
};

struct HgvsResidue
{
    std::string aa; // three letters, "Ter" for the stop
    std::int64_t number = 0;
    bool operator==(const HgvsResidue&) const = default;
};

enum class HgvsProteinEditKind : std::uint8_t
{
    Substitution, // also "?" as the new residue: p.Met1?
    Deletion,
    Insertion,
    Duplication,
    Delins,
    Frameshift,
    Extension,
    Identity,
    Repeat
};

struct HgvsProteinEdit
{
    HgvsProteinEditKind kind = HgvsProteinEditKind::Identity;
    std::string alt {}; // three-letter codes run together, "?" if unknown
    std::string extensionAa {}; // extVal-5: "Val"; extTer9: "Ter"; ext-12: empty
    bool terStated = false; // fsTer.. rather than fs alone
    std::optional<std::int64_t> length {}; // fsTer12, extTer45, ext-5, [10]
    bool lengthUnknown = false; // "?"
    bool operator==(const HgvsProteinEdit&) const = default;
};

// What p. may say of the whole protein instead of a place.
enum class HgvsProteinWhole : std::uint8_t
{
    None,
    Same, // p.=
    NoProtein, // p.0
    NoProteinLikely, // p.0?
    Unknown // p.?
};

struct HgvsProteinChange
{
    HgvsProteinWhole whole = HgvsProteinWhole::None;
    HgvsResidue start;
    std::optional<HgvsResidue> end;
    HgvsProteinEdit edit;
    bool predicted = false; // in parentheses: inferred, not observed
    bool operator==(const HgvsProteinChange&) const = default;
};

struct HgvsVariant
{
    std::string accession; // "NM_000518.5", "21", "JAM2"
    std::string selector; // in parentheses behind it: a gene or a transcript
    HgvsType type = HgvsType::Genomic;
    std::variant<HgvsNucleotideChange, HgvsProteinChange> change;
    bool operator==(const HgvsVariant&) const = default;
};

} // namespace locus::genetics
