// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace locus::test {

// Our grammar under the rule names of biocommons/hgvs, as its table of examples uses them.
bool isHgvsRule(std::string_view rule);
// What `rule` reads the whole of `text` as, in normal form; nothing if it refuses it.
std::optional<std::string> readByHgvsRule(std::string_view rule, std::string_view text);

} // namespace locus::test
