// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/input_notation.h"

#include "core/base/text.h"
#include "core/genetics/reason.h"

#include <algorithm>
#include <array>

namespace locus::genetics {
namespace {

constexpr std::array<std::string_view, 4> structural { "INS", "DUP", "DEL", "TDUP" };

Error malformed(
    const char* notation, std::string_view text, std::string_view part, const std::string& allowed)
{
    const auto at = std::to_string(part.data() - text.data() + 1);
    return explained(ErrorKind::Invalid, std::string(notation) + ".syntax",
        because("input.syntax", { { "position", at }, { "allowed", allowed } }));
}

bool isAllele(std::string_view allele)
{
    return allele == "-"
        || (!allele.empty() && allele.find_first_not_of("ACGTNacgtn") == std::string_view::npos);
}

bool isStructural(std::string_view allele)
{
    return std::find(structural.begin(), structural.end(), allele) != structural.end();
}

Status readPlace(const char* notation, std::string_view text, std::string_view start,
    std::string_view end, RegionNotation& region)
{
    const auto from = toInt(start);
    const auto to = toInt(end);
    if (!from || *from < 1) {
        return malformed(notation, text, start, "a start counted from 1");
    }
    if (!to || *to < *from - 1) {
        return malformed(notation, text, end, "an end of at least start - 1");
    }
    region.start = *from;
    region.end = *to;
    return {};
}

Status readStrand(
    const char* notation, std::string_view text, std::string_view strand, RegionNotation& region)
{
    if (strand != "1" && strand != "-1" && strand != "+" && strand != "-") {
        return malformed(notation, text, strand, "a strand: 1 or -1");
    }
    region.strand = strand.starts_with('-') ? Strand::Minus : Strand::Plus;
    return {};
}

} // namespace

std::vector<std::string_view> fieldsOf(std::string_view line)
{
    std::vector<std::string_view> fields;
    std::size_t at = line.find_first_not_of(" \t\r");
    while (at != std::string_view::npos) {
        const std::size_t end = std::min(line.find_first_of(" \t\r", at), line.size());
        fields.push_back(line.substr(at, end - at));
        at = line.find_first_not_of(" \t\r", end);
    }
    return fields;
}

bool looksLikeRegion(std::string_view text)
{
    const std::size_t colon = text.find(':');
    const std::size_t slash = text.find('/');
    return colon != std::string_view::npos && slash != std::string_view::npos && colon < slash
        && colon + 1 < text.size() && text[colon + 1] >= '0' && text[colon + 1] <= '9';
}

Result<RegionNotation> parseRegion(std::string_view text)
{
    constexpr const char* notation = "region";
    const std::size_t slash = text.find('/');
    const std::size_t colon = text.find(':');
    if (slash == std::string_view::npos || colon == std::string_view::npos || colon == 0
        || colon > slash) {
        return malformed(notation, text, text, "chr:start-end:strand/allele");
    }
    RegionNotation region;
    region.contig = text.substr(0, colon);
    const std::string_view place = text.substr(colon + 1, slash - colon - 1);
    const std::size_t dash = place.find_first_of("-:");
    if (dash == std::string_view::npos) {
        return malformed(notation, text, place, "start-end");
    }
    const std::string_view rest = place.substr(dash + 1);
    const std::size_t second = rest.find(':');
    LOCUS_TRY(readPlace(notation, text, place.substr(0, dash), rest.substr(0, second), region));
    if (second != std::string_view::npos) {
        LOCUS_TRY(readStrand(notation, text, rest.substr(second + 1), region));
    }
    const std::string_view allele = text.substr(slash + 1);
    const std::string upper = toUpper(allele);
    if (!isAllele(allele) && !isStructural(upper)) {
        return malformed(notation, text, allele, "A C G T, -, INS, DUP, DEL or TDUP");
    }
    region.alleles.push_back(upper);
    return region;
}

bool looksLikeEnsemblDefault(std::string_view line)
{
    const auto fields = fieldsOf(line);
    return fields.size() >= 4 && toInt(fields[1]) && toInt(fields[2])
        && fields[3].find('/') != std::string_view::npos;
}

Result<RegionNotation> parseEnsemblDefault(std::string_view line)
{
    constexpr const char* notation = "ensembl";
    const auto fields = fieldsOf(line);
    if (fields.size() < 4) {
        return malformed(notation, line, line, "chr start end ref/alt strand");
    }
    RegionNotation region;
    region.contig = fields[0];
    LOCUS_TRY(readPlace(notation, line, fields[1], fields[2], region));
    const auto alleles = split(fields[3], '/');
    for (const std::string_view allele : alleles) {
        if (!isAllele(allele)) {
            return malformed(notation, line, allele, "alleles of A C G T or -, with / between");
        }
        if (allele.data() == alleles.front().data()) {
            region.ref = toUpper(allele);
        } else {
            region.alleles.push_back(toUpper(allele));
        }
    }
    if (region.alleles.empty()) {
        return malformed(notation, line, fields[3], "ref/alt");
    }
    const auto refLength = region.ref == "-" ? 0 : static_cast<std::int64_t>(region.ref.size());
    if (refLength != region.end - region.start + 1) {
        return explained(ErrorKind::Invalid, "ensembl.syntax",
            because("input.reference_length",
                { { "position", std::to_string(fields[3].data() - line.data() + 1) },
                    { "bases", std::to_string(region.end - region.start + 1) } }));
    }
    if (fields.size() >= 5) {
        LOCUS_TRY(readStrand(notation, line, fields[4], region));
    }
    if (fields.size() >= 6) {
        region.id = fields[5];
    }
    return region;
}

bool isVariantIdentifier(std::string_view text)
{
    static constexpr std::array<std::string_view, 20> prefixes { "rs", "ss", "COSV", "COSM", "COSN",
        "esv", "nsv", "dgv", "essv", "nssv", "CM", "CD", "CI", "CS", "CR", "CX", "CG", "CE", "CN",
        "BM" };
    return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view prefix) {
        return text.size() > prefix.size()
            && equalsIgnoreCase(text.substr(0, prefix.size()), prefix)
            && text.find_first_not_of("0123456789", prefix.size()) == std::string_view::npos;
    });
}

} // namespace locus::genetics
