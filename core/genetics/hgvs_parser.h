// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/genetics/hgvs_variant.h"

#include <string_view>

namespace locus::genetics {

// Reads one HGVS description. Errors: invalid "hgvs.syntax" with context "position" (1-based
// character) and "allowed"; "hgvs.several" for a list of changes in brackets. Any thread.
Result<HgvsVariant> parseHgvs(std::string_view text);

// A cheap look: "accession:" and then one letter and a dot.
bool looksLikeHgvs(std::string_view text);

} // namespace locus::genetics
