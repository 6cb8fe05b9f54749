// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/remote/loose_json.h"
#include "core/remote/vep_entry.h"

#include <nlohmann/json.hpp>

namespace locus::remote {

using genetics::ColocatedVariant;
using nlohmann::json;

namespace {

// "A:benign;C:likely_pathogenic" -> the terms of one allele.
std::vector<std::string> termsOf(std::string_view assertions, std::string_view allele)
{
    std::vector<std::string> terms;
    for (const auto part : split(assertions, ';')) {
        const auto colon = part.find(':');
        if (colon != std::string_view::npos && trimmed(part.substr(0, colon)) == allele) {
            terms.emplace_back(trimmed(part.substr(colon + 1)));
        }
    }
    return terms;
}

void readSignificance(const json& known, const std::string& allele, ColocatedVariant& out)
{
    auto siteTerms = loose::texts(known, "clin_sig");
    const auto assertions = join(loose::texts(known, "clin_sig_allele"), ";");
    if (assertions.empty()) {
        out.siteLevelOnly = !siteTerms.empty();
        out.clinicalSignificance = std::move(siteTerms);
        return;
    }
    out.clinicalSignificance = termsOf(assertions, allele);
    out.otherAllelesOnly = out.clinicalSignificance.empty();
}

void readFrequencies(const json& known, const std::string& allele, ColocatedVariant& out)
{
    if (const auto* all = loose::member(known, "frequencies")) {
        if (const auto* ours = loose::member(*all, allele.c_str()); ours && ours->is_object()) {
            for (const auto& [population, value] : ours->items()) {
                if (const auto frequency = loose::number(value)) {
                    out.frequencies[population] = *frequency;
                }
            }
        }
    }
    if (loose::text(known, "minor_allele") == allele) {
        if (const auto frequency = loose::number(known, "minor_allele_freq")) {
            out.frequencies["minor_allele_freq"] = *frequency;
        }
    }
}

// OMIM's allelic variants have four digits behind the point; a number on the wire lost its zeros.
std::string omimId(std::string id)
{
    constexpr std::size_t kDigits = 4;
    const auto point = id.find('.');
    if (point != std::string::npos && id.size() - point - 1 < kDigits) {
        id.append(kDigits - (id.size() - point - 1), '0');
    }
    return id;
}

void readSynonyms(const json& known, ColocatedVariant& out)
{
    const auto* all = loose::member(known, "var_synonyms");
    if (!all || !all->is_object()) {
        return;
    }
    for (const auto& [source, ids] : all->items()) {
        auto texts = loose::texts(*all, source.c_str());
        if (source == "OMIM") {
            for (auto& id : texts) {
                id = omimId(std::move(id));
            }
        }
        out.synonyms[source] = std::move(texts);
    }
}

} // namespace

std::vector<ColocatedVariant> colocatedOf(const json& element, const std::string& allele)
{
    std::vector<ColocatedVariant> all;
    for (const auto& known : loose::list(element, "colocated_variants")) {
        ColocatedVariant out;
        out.id = loose::text(known, "id");
        readSignificance(known, allele, out);
        readFrequencies(known, allele, out);
        readSynonyms(known, out);
        all.push_back(std::move(out));
    }
    return all;
}

} // namespace locus::remote
