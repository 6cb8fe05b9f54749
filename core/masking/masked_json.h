// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/masking/masking_node.h"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace locus::masking {

// A JSON text with what none of the nodes shows masked; what is shown stands as it came, digit by
// digit. Errors: refused "masking.not_json", "masking.too_deep" (32 levels).
struct MaskedJson
{
    Bytes text;
    std::size_t masked = 0;
};
Result<MaskedJson> maskedJson(
    const std::vector<const Node*>& roots, BytesView json, BytesView siteKey);

// An answer to a caller: what is masked is not there, or by a mode that leaves something partly,
// and `masked` names its paths ("items[*].label", "detail.*" for members that no rule names), so
// that nobody takes a mask for a value. Errors: as above.
struct MaskedAnswer
{
    Bytes text;
    std::set<std::string> masked;
};
Result<MaskedAnswer> maskedAnswer(
    const std::vector<const Node*>& roots, BytesView json, BytesView siteKey);

// What is left of a text by a mode; `maskText` where the mode does not fit it.
std::string maskedText(const Masked& how, std::string_view text, BytesView siteKey);

} // namespace locus::masking
