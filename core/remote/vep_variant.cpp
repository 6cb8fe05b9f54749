// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/remote/loose_json.h"
#include "core/remote/vep_entry.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace locus::remote {

using genetics::Variant;
using nlohmann::json;

namespace {

bool isBases(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("ACGTN") == std::string_view::npos;
}

// The allele as VEP names it: without the base that VCF puts before an indel.
std::string vepAllele(const Variant& variant)
{
    if (variant.ref.size() == variant.alt.size() || variant.ref[0] != variant.alt[0]) {
        return variant.alt;
    }
    return variant.alt.size() == 1 ? "-" : variant.alt.substr(1);
}

std::optional<Variant> checked(
    std::string contig, std::string_view position, std::string_view ref, std::string_view alt)
{
    const auto at = toInt(position);
    if (!at || *at < 1 || contig.empty() || !isBases(ref) || !isBases(alt)) {
        return std::nullopt;
    }
    return Variant { {}, std::move(contig), *at, std::string(ref), std::string(alt) };
}

// "6-1102327-G-T"; a contig may hold dashes of its own.
std::optional<Variant> fromVcfString(std::string_view text)
{
    const auto parts = split(text, '-');
    if (parts.size() < 4) {
        return std::nullopt;
    }
    const auto tail = parts.end() - 3;
    const auto* contigEnd = tail[0].data() - 1;
    return checked(std::string(text.data(), contigEnd), tail[0], tail[1], tail[2]);
}

// "21 25585733 rs142513484 C T ..." with blanks or tabs; several ALTs do not say which is meant.
std::optional<Variant> fromVcfLine(const std::string& contig, std::string_view input)
{
    std::vector<std::string_view> fields;
    for (std::size_t at = 0; at < input.size();) {
        const auto begin = input.find_first_not_of(" \t", at);
        if (begin == std::string_view::npos) {
            break;
        }
        const auto end = std::min(input.find_first_of(" \t", begin), input.size());
        fields.push_back(input.substr(begin, end - begin));
        at = end;
    }
    if (fields.size() < 5) {
        return std::nullopt;
    }
    return checked(contig, fields[1], fields[3], fields[4]);
}

} // namespace

std::optional<Variant> variantOf(const json& element, const std::string& allele, bool onlyAllele)
{
    const auto fits = [&](const std::optional<Variant>& variant) {
        return variant && (onlyAllele || variant->alt == allele || vepAllele(*variant) == allele);
    };
    std::optional<Variant> found;
    for (const auto& text : loose::texts(element, "vcf_string")) {
        if (auto variant = fromVcfString(text); fits(variant)) {
            found = std::move(variant);
            break;
        }
    }
    const std::string contig = loose::text(element, "seq_region_name");
    if (!found) {
        if (auto variant = fromVcfLine(contig, loose::text(element, "input")); fits(variant)) {
            found = std::move(variant);
        }
    }
    const std::string alleles = loose::text(element, "allele_string");
    if (!found && loose::text(element, "strand") != "-1") {
        const auto ref = std::string_view(alleles).substr(0, alleles.find('/'));
        found = checked(contig, loose::text(element, "start"), ref, allele);
    }
    if (found) {
        found->assembly = loose::text(element, "assembly_name");
    }
    return found;
}

} // namespace locus::remote
