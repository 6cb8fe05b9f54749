// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace locus::genetics {

// Names of the chromosomes of GRCh37 and GRCh38 (NCBI assembly reports GCF_000001405.13 and .26):
// "21", "chr21", CM000683.2, NC_000021.9; X, Y, MT (M, chrM) likewise.

// The plain name ("21", "X", "MT") from any of them; nothing if the name is none or its version
// belongs to the other assembly. `assembly`: "GRCh37" or "GRCh38"; for others only the plain and
// the chr names are known.
std::optional<std::string> chromosomeName(std::string_view assembly, std::string_view name);
// "NC_000021.9" for ("GRCh38", "21"); nothing for other assemblies or names.
std::optional<std::string> chromosomeAccession(std::string_view assembly, std::string_view name);
// The assembly that an accession with version names, if it is only in one of them.
std::optional<std::string> assemblyOfAccession(std::string_view accession);

} // namespace locus::genetics
