// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analyses_reader.h"
#include "core/base/result.h"

#include <string>
#include <string_view>

namespace locus::protocol {

// The filter a person reads, edits, saves and shares: state:failed,partial mode:big-data by:a.osei
// patient:P-17 mine "some text". Words without a key are looked for in label, patient and id; all
// parts must hold. Parts narrow `base`; `user` is who "mine" means. Errors: invalid
// "filter.unknown_key", "filter.unknown_value", "filter.contradiction", "filter.quote", with
// "field", "allowed" and "position" (0-based octet).
Result<analyses::Query> applyAnalysesFilter(
    std::string_view text, std::string_view user, analyses::Query base = {});

// The same filter as text, for a saved view; sorting and paging are not part of it.
std::string analysesFilterText(const analyses::Query& query);

// Spelling of sort orders on the wire: "-submittedAt" is newest first.
std::string sortText(analyses::SortBy sortBy, bool descending);
Status applySort(std::string_view text, analyses::Query& query);

} // namespace locus::protocol
