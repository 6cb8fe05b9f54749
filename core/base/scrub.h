// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace locus {

inline constexpr std::string_view scrubMark = "***";

// A text of somebody else's making without what opens anything: PEM blocks, the values of
// settings whose names speak of passwords, keys, tokens or SASL ("sasl.password=x",
// "\"password\":\"x\""), credentials in URLs and in Authorization headers. What is left keeps its
// order and its words.
std::string scrubbed(std::string_view text);

// Whether a setting of that name holds a secret.
bool namesSecret(std::string_view setting);

} // namespace locus
