// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/haplotype_predictor.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace locus::genetics {

// A VCF text as the haplotype predictor takes it.
struct VcfGenotypes
{
    struct Refused
    {
        std::int64_t line = 0; // 1-based
        std::string reason;
    };
    std::vector<std::string> samples; // names of the header's columns; empty without genotypes
    std::vector<PhasedRecord> records; // in the order of the file
    std::vector<Refused> refused; // lines that are no record; the others stand
};

// Reads records and their GT (VCF 4.3, 1.6.2): "0|1", "1/1", ".", "1" (haploid), three or more
// alleles. Unphased alleles keep their order. Any thread; no state.
VcfGenotypes readVcfGenotypes(std::string_view text);

} // namespace locus::genetics
