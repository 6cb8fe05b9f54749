// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/genetics/transcript.h"

#include <filesystem>
#include <string>
#include <vector>

namespace locus::genetics {

// A run of known letters of one FASTA record.
struct FastaStretch
{
    std::string contig;
    Range range; // its place on the contig
    std::string letters; // upper case; single unknown bases and IUPAC codes as N
};

// Reads a FASTA file (plain, gzip, bgzip), cutting it where a thousand or more N stand: such runs
// are padding or gaps and cover nothing. With `offsetFromHeader` a header like
// ">21:24985581-26000306" or ">4 4:699438-775637" gives the true place. Errors: those of
// forEachLine(); invalid "fasta.malformed" with "line" and "expected".
Result<std::vector<FastaStretch>> readFasta(
    const std::filesystem::path& path, bool offsetFromHeader);

} // namespace locus::genetics
