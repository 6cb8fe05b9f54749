// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>

namespace locus::protocol {

struct JsonCaps
{
    std::size_t bytes = 64UL * 1024;
    int depth = 32;
};

// Strict JSON: size, depth and UTF-8 are checked before the parser sees the text, a name may stand
// once in an object, integers must fit 64 bits. Errors: invalid "json.too_large", "json.too_deep",
// "json.not_utf8", "json.malformed", "json.duplicate_name", "json.number_range".
Result<nlohmann::json> parseJson(BytesView text, const JsonCaps& caps);

// The same with the caps of a message from the core, and the text must be an object.
Result<nlohmann::json> parseObject(BytesView text);

// Compact; octets that are not UTF-8 become U+FFFD, so that writing never fails.
Bytes dumpJson(const nlohmann::json& value);

} // namespace locus::protocol
