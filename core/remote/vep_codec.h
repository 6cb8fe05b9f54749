// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/genetics/annotation_ports.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace locus::remote {

// Request options by the service's own name; all numbers, as the service reads them.
using VepOptions = std::map<std::string, int>;

// The default query, in the option names of the Ensembl REST documentation: HGVS, MANE, canonical,
// numbers, protein, RefSeq links, class, VCF form, versions, domains, UniProt, AlphaMissense.
// Restricted plugins stay off.
const VepOptions& defaultVepOptions();

// One element of a reply.
struct VepEntry
{
    std::string input; // as the service gives it back
    std::string assembly; // empty: not stated
    // One row an allele, without line, source and time; empty if the service skipped the input.
    std::vector<genetics::AnnotationRow> rows;
};

// "region", "hgvs", "id": the endpoint's last path segment.
std::string_view vepEndpoint(genetics::QueryKind kind);

// Body of a batch request.
std::string encodeVepRequest(
    genetics::QueryKind kind, std::span<const std::string> notations, const VepOptions& options);

// A whole reply. Each row keeps its element's raw JSON. Blocks that `options` (and the server's
// habit: SIFT, PolyPhen) promise and the element lacks are named in `missingBlocks`: "hgvs",
// "vcf_string", "alphamissense", "sift", "polyphen", "consequences". Errors: retriable
// "remote.bad_reply" if it is no JSON of that shape.
Result<std::vector<VepEntry>> decodeVepReply(std::string_view body, const VepOptions& options);

// The text of {"error": text}, or an empty text for anything else (HTML, plain text).
std::string vepErrorText(std::string_view body);

// The release number in a reply of /info/software ({"release": 115}) or /info/data ({"releases":
// [115]}), or an empty text.
std::string vepRelease(std::string_view body);

} // namespace locus::remote
