// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace locus::remote {

// Behind every known term.
inline constexpr int kNoRank = 1000;

// Severity of a Sequence Ontology term, 1 worst .. 41 (Ensembl Variation, Utils/Config.pm); kNoRank
// if the term is unknown.
int consequenceRank(std::string_view term);

} // namespace locus::remote
