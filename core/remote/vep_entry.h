// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/remote/vep_codec.h"

#include <nlohmann/json_fwd.hpp>

namespace locus::remote {

// The rows of one reply element, one an allele; empty if it holds nothing but its input. Part of
// the codec: use decodeVepReply().
std::vector<genetics::AnnotationRow> rowsOf(
    const nlohmann::json& element, const VepOptions& options);

// What the element says of known variants at the same place, for one allele.
std::vector<genetics::ColocatedVariant> colocatedOf(
    const nlohmann::json& element, const std::string& allele);

// The element's variant in VCF form for one of its alleles: from vcf_string, else from the input if
// that is a VCF line, else from the alleles where they need no base before them; else nothing.
std::optional<genetics::Variant> variantOf(
    const nlohmann::json& element, const std::string& allele, bool onlyAllele);

} // namespace locus::remote
