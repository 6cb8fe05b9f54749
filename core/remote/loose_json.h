// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Reading JSON of services that change the type of a field from release to release: every scalar
// may be text or number, every block may be missing. A wrong type reads as absent.
namespace locus::remote::loose {

// A document whose fractional numbers are kept as text, digit for digit: 300377.0020 stays itself.
// Depth is capped at 64. Errors: retriable "remote.bad_reply" with the octet's position.
Result<nlohmann::json> parse(std::string_view text);

// The raw texts of the elements of a JSON array; a lone object counts as an array of one. Looks at
// brackets and strings only. Errors: retriable "remote.bad_reply".
Result<std::vector<std::string_view>> elements(std::string_view text);

// Member of an object, or nullptr (also if `object` is none).
const nlohmann::json* member(const nlohmann::json& object, const char* name);

std::string text(const nlohmann::json& scalar);
std::string text(const nlohmann::json& object, const char* name);
std::optional<double> number(const nlohmann::json& scalar);
std::optional<double> number(const nlohmann::json& object, const char* name);
// "991", 991 or, with total lengths, "991/1017".
std::optional<std::int64_t> integer(const nlohmann::json& object, const char* name);
// 1, "1", true, "true".
bool flag(const nlohmann::json& object, const char* name);
// A list of scalars, or one scalar as a list of one.
std::vector<std::string> texts(const nlohmann::json& object, const char* name);

// An array member, or an empty array.
const nlohmann::json& list(const nlohmann::json& object, const char* name);

} // namespace locus::remote::loose
