// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/haplotype_predictor.h"

#include <string>
#include <vector>

namespace locus::genetics {

// The text form of calls that command lines and comparisons with other callers use, never people's
// pages: "missense|JAM2|ENST00000312957|protein_coding|+|331A>331T|25585733C>T".
std::string oracleText(const ConsequenceCall& call);
// Joined by ','; "." if there is none.
std::string oracleText(const std::vector<ConsequenceCall>& calls);

} // namespace locus::genetics
