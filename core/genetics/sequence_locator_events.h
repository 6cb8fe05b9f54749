// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/sequence_locator_alignment.h"

#include <string_view>
#include <vector>

namespace locus::genetics {

// edlib counts edits, so it scatters one insertion or deletion over chance matches. Joins
// neighbouring differences wherever one longer gap explains them better than several: a gap costs 4
// however long, a changed base 2. The rewritten target stays the same.
std::vector<AlignedDifference> withFewestGaps(
    const std::vector<AlignedDifference>& differences, std::string_view target);

} // namespace locus::genetics
