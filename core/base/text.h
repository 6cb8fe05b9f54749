// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace locus {

bool isUtf8(BytesView bytes);
// Byte offset of the first octet that is not UTF-8, if any.
std::optional<std::size_t> firstInvalidUtf8(BytesView bytes);
// The bytes as text: every octet that is not UTF-8 becomes U+FFFD, so that the rest can be shown
// and judged.
std::string toUtf8(BytesView bytes);

std::string_view trimmed(std::string_view text);
// "a,,b" splits into three; an empty text into one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(std::span<const std::string> parts, std::string_view separator);
std::string toLower(std::string_view text); // ASCII only
std::string toUpper(std::string_view text); // ASCII only
bool equalsIgnoreCase(std::string_view a, std::string_view b); // ASCII only

// The whole text as a decimal number: no sign but '-', no spaces, no overflow.
std::optional<std::int64_t> toInt(std::string_view text);

// The closest of `known` within a third of the word's length (Levenshtein), for "did you mean";
// else empty.
std::string nearestName(std::string_view word, std::span<const std::string> known);

} // namespace locus
