// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/vep_codec.h"

#include "core/remote/loose_json.h"
#include "core/remote/vep_entry.h"

#include <nlohmann/json.hpp>

namespace locus::remote {

using genetics::QueryKind;
using nlohmann::json;

const VepOptions& defaultVepOptions()
{
    static const VepOptions options {
        { "hgvs", 1 },
        { "mane", 1 },
        { "canonical", 1 },
        { "numbers", 1 },
        { "protein", 1 },
        { "xref_refseq", 1 },
        { "variant_class", 1 },
        { "vcf_string", 1 },
        { "transcript_version", 1 },
        { "domains", 1 },
        { "uniprot", 1 },
        { "AlphaMissense", 1 },
    };
    return options;
}

std::string_view vepEndpoint(QueryKind kind)
{
    switch (kind) {
    case QueryKind::Region: return "region";
    case QueryKind::Hgvs: return "hgvs";
    case QueryKind::Id: return "id";
    }
    return "region";
}

std::string encodeVepRequest(
    QueryKind kind, std::span<const std::string> notations, const VepOptions& options)
{
    json body = json::object();
    for (const auto& [name, value] : options) {
        body[name] = value;
    }
    const char* key = kind == QueryKind::Region ? "variants"
        : kind == QueryKind::Hgvs               ? "hgvs_notations"
                                                : "ids";
    body[key] = json(std::vector<std::string>(notations.begin(), notations.end()));
    return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<std::vector<VepEntry>> decodeVepReply(std::string_view body, const VepOptions& options)
{
    LOCUS_TRY_VALUE(slices, loose::elements(body));
    std::vector<VepEntry> entries;
    entries.reserve(slices.size());
    for (const auto& slice : slices) {
        LOCUS_TRY_VALUE(element, loose::parse(slice));
        if (!element.is_object()) {
            return retriable("remote.bad_reply", "The reply holds something that is no object");
        }
        VepEntry entry;
        entry.input = loose::text(element, "input");
        entry.assembly = loose::text(element, "assembly_name");
        entry.rows = rowsOf(element, options);
        for (auto& row : entry.rows) {
            row.rawReply = std::string(slice);
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::string vepErrorText(std::string_view body)
{
    const auto parsed = loose::parse(body);
    return parsed.ok() ? loose::text(*parsed, "error") : std::string();
}

std::string vepRelease(std::string_view body)
{
    const auto parsed = loose::parse(body);
    if (!parsed.ok()) {
        return {};
    }
    if (auto release = loose::text(*parsed, "release"); !release.empty()) {
        return release;
    }
    const auto releases = loose::texts(*parsed, "releases");
    return releases.empty() ? std::string() : releases.front();
}

} // namespace locus::remote
