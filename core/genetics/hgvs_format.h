// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/hgvs_variant.h"

#include <string>

namespace locus::genetics {

// AsStated prints what was read (amino acids always as three letters and Ter); Normal leaves out
// what HGVS calls superfluous: the letters of what is deleted, duplicated or unchanged.
enum class HgvsStyle : std::uint8_t
{
    AsStated,
    Normal
};

std::string formatHgvs(const HgvsVariant& variant, HgvsStyle style = HgvsStyle::AsStated);

// The parts, without accession.
std::string formatPosition(const HgvsPosition& position);
std::string formatInterval(const HgvsInterval& interval);
std::string formatEdit(const HgvsEdit& edit, HgvsStyle style);
std::string formatChange(const HgvsNucleotideChange& change, HgvsStyle style);
std::string formatProteinEdit(const HgvsProteinEdit& edit, HgvsStyle style);
std::string formatProteinChange(const HgvsProteinChange& change, HgvsStyle style);

} // namespace locus::genetics
