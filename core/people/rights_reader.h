// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/people/rights_row.h"

#include <string>
#include <vector>

namespace locus::people {

// What lists of break-glass entries, approvals, delegations and teams read. Thread contract: one
// thread at a time.
class RightsReader
{
public:
    RightsReader() = default;
    RightsReader(const RightsReader&) = delete;
    RightsReader& operator=(const RightsReader&) = delete;
    virtual ~RightsReader() = default;

    // Those of at least this state. Errors: invalid "people.bad_limit" outside 1..500.
    virtual Result<RightsPage> list(
        RightsKind kind, RightsState least, const std::string& after, int limit) = 0;
    // All that are in force.
    virtual Result<std::vector<RightsRow>> live(RightsKind kind) = 0;
    // Errors: not_found "people.unknown_entry".
    virtual Result<RightsRow> get(RightsKind kind, const Uuid& id) = 0;
};

} // namespace locus::people
