// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace locus::test {

// The folder with other people's data ("$LOCUS_ORACLES/vep/..."), if this machine has it.
std::optional<std::string> oraclePath(std::string_view relative);
// The bytes of a file, unpacked if gzipped; fails the program if it cannot be read.
std::string oracleText(std::string_view relative);

} // namespace locus::test
