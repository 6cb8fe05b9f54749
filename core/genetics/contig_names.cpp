// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/contig_names.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace locus::genetics {
namespace {

struct Chromosome
{
    std::string_view name;
    int number; // NC_0000nn and CM000662 + nn
    int version37; // of the RefSeq accession
    int version38;
};

constexpr std::array<Chromosome, 24> chromosomes { {
    { "1", 1, 10, 11 },
    { "2", 2, 11, 12 },
    { "3", 3, 11, 12 },
    { "4", 4, 11, 12 },
    { "5", 5, 9, 10 },
    { "6", 6, 11, 12 },
    { "7", 7, 13, 14 },
    { "8", 8, 10, 11 },
    { "9", 9, 11, 12 },
    { "10", 10, 10, 11 },
    { "11", 11, 9, 10 },
    { "12", 12, 11, 12 },
    { "13", 13, 10, 11 },
    { "14", 14, 8, 9 },
    { "15", 15, 9, 10 },
    { "16", 16, 9, 10 },
    { "17", 17, 10, 11 },
    { "18", 18, 9, 10 },
    { "19", 19, 9, 10 },
    { "20", 20, 10, 11 },
    { "21", 21, 8, 9 },
    { "22", 22, 10, 11 },
    { "X", 23, 10, 11 },
    { "Y", 24, 9, 10 },
} };
constexpr std::string_view mitochondrion = "MT";
constexpr std::string_view mitochondrionRefSeq = "NC_012920.1"; // the same in both
constexpr std::string_view mitochondrionGenBank = "J01415.2";

std::string refSeqOf(const Chromosome& chromosome, bool is37)
{
    std::array<char, 16> text {};
    std::snprintf(text.data(), text.size(), "NC_%06d.%d", chromosome.number,
        is37 ? chromosome.version37 : chromosome.version38);
    return text.data();
}

std::string genBankOf(const Chromosome& chromosome, bool is37)
{
    return "CM000" + std::to_string(662 + chromosome.number) + (is37 ? ".1" : ".2");
}

bool isHuman(std::string_view assembly)
{
    return assembly == "GRCh37" || assembly == "GRCh38";
}

std::string_view withoutChr(std::string_view name)
{
    const bool has = name.size() > 3
        && (name.substr(0, 3) == "chr" || name.substr(0, 3) == "Chr" || name.substr(0, 3) == "CHR");
    return has ? name.substr(3) : name;
}

} // namespace

std::optional<std::string> chromosomeName(std::string_view assembly, std::string_view name)
{
    const std::string_view plain = withoutChr(name);
    if (plain == "M" || plain == mitochondrion) {
        return std::string(mitochondrion);
    }
    const bool human = isHuman(assembly)
        && (name.starts_with("NC_") || name.starts_with("CM") || name == mitochondrionGenBank);
    if (human && (name == mitochondrionRefSeq || name == mitochondrionGenBank)) {
        return std::string(mitochondrion);
    }
    const bool is37 = assembly == "GRCh37";
    for (const Chromosome& chromosome : chromosomes) {
        if (plain == chromosome.name
            || (human
                && (name == refSeqOf(chromosome, is37) || name == genBankOf(chromosome, is37)))) {
            return std::string(chromosome.name);
        }
    }
    return std::nullopt;
}

std::optional<std::string> chromosomeAccession(std::string_view assembly, std::string_view name)
{
    if (!isHuman(assembly)) {
        return std::nullopt;
    }
    const std::string_view plain = withoutChr(name);
    if (plain == "M" || plain == mitochondrion) {
        return std::string(mitochondrionRefSeq);
    }
    const auto* const found = std::find_if(chromosomes.begin(), chromosomes.end(),
        [plain](const Chromosome& chromosome) { return chromosome.name == plain; });
    return found == chromosomes.end() ? std::nullopt
                                      : std::optional(refSeqOf(*found, assembly == "GRCh37"));
}

std::optional<std::string> assemblyOfAccession(std::string_view accession)
{
    for (const char* const assembly : { "GRCh37", "GRCh38" }) {
        if (accession.find('_') != std::string_view::npos || accession.starts_with("CM")) {
            const auto name = chromosomeName(assembly, accession);
            if (name && *name != mitochondrion) {
                return assembly;
            }
        }
    }
    return std::nullopt;
}

} // namespace locus::genetics
