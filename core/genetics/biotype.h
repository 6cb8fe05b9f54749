// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace locus::genetics {

// What the biotype of a transcript says about translation. Names are those of Ensembl and GENCODE
// and the feature types of NCBI's GFF3.
enum class BiotypeClass : std::uint8_t
{
    Coding,
    NonCoding,
    Unknown // not a transcript that can be predicted on ("TEC"): readers leave it out and say so
};

BiotypeClass biotypeClass(std::string_view biotype);
inline bool isCodingBiotype(std::string_view biotype)
{
    return biotypeClass(biotype) == BiotypeClass::Coding;
}
bool isNonsenseMediatedDecay(std::string_view biotype);

// The short spelling: "NMD", "IG_C" for "IG_C_gene", "protein_coding" for mRNA; an unknown one as
// it is.
std::string shortBiotype(std::string_view biotype);

} // namespace locus::genetics
