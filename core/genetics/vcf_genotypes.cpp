// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/vcf_genotypes.h"

#include "core/base/text.h"
#include "core/genetics/vcf_reader.h"

#include <algorithm>

namespace locus::genetics {

namespace {

constexpr std::size_t formatColumn = 8;
constexpr int missingAllele = -1;

// "0|1" -> {0, 1}; "." -> {-1}.
std::vector<int> allelesOf(std::string_view genotype)
{
    std::vector<int> alleles;
    while (true) {
        const auto end = genotype.find_first_of("|/");
        const auto allele = toInt(genotype.substr(0, end));
        alleles.push_back(allele ? static_cast<int>(*allele) : missingAllele);
        if (end == std::string_view::npos) {
            return alleles;
        }
        genotype.remove_prefix(end + 1);
    }
}

std::vector<std::vector<int>> genotypesOf(const std::vector<std::string_view>& columns)
{
    std::vector<std::vector<int>> genotypes;
    if (columns.size() <= formatColumn + 1) {
        return genotypes;
    }
    const auto keys = split(columns[formatColumn], ':');
    const auto at = std::find(keys.begin(), keys.end(), "GT") - keys.begin();
    for (std::size_t sample = formatColumn + 1; sample < columns.size(); ++sample) {
        const auto values = split(columns[sample], ':');
        const bool given = at < static_cast<std::ptrdiff_t>(values.size());
        genotypes.push_back(allelesOf(given ? values[static_cast<std::size_t>(at)] : "."));
    }
    return genotypes;
}

} // namespace

VcfGenotypes readVcfGenotypes(std::string_view text)
{
    VcfGenotypes read;
    std::int64_t number = 0;
    for (std::string_view line : split(text, '\n')) {
        ++number;
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        const auto columns = split(line, '\t');
        if (line.starts_with("#CHROM")) {
            for (std::size_t i = formatColumn + 1; i < columns.size(); ++i) {
                read.samples.emplace_back(columns[i]);
            }
        }
        if (line.empty() || line.starts_with('#')) {
            continue;
        }
        auto record = parseVcfLine(line);
        if (!record.ok()) {
            read.refused.push_back({ number, record.error().message });
            continue;
        }
        read.records.push_back({ std::move(record->contig), record->position,
            std::move(record->ref), std::move(record->alts), genotypesOf(columns) });
    }
    return read;
}

} // namespace locus::genetics
