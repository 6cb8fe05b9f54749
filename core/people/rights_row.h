// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/uuid.h"

#include <cstdint>
#include <string>
#include <vector>

namespace locus::people {

// The numbers stand in stores: none is ever given another meaning.
enum class RightsKind : std::uint8_t
{
    BreakGlass = 1,
    Approval = 2,
    Delegation = 3,
    Team = 4
};
enum class RightsState : std::uint8_t
{
    Over = 0, // kept to be looked up
    Waiting = 1, // for somebody's judgement
    Live = 2 // in force
};

// How an entry about rights is kept: what may stand in the clear, and what is sealed because it may
// say who a patient is. Each kind has its own codec beside its values.
struct RightsRow
{
    RightsKind kind = RightsKind::BreakGlass;
    Uuid id;
    RightsState state = RightsState::Live;
    Instant at {}; // when it began
    Bytes body; // JSON
    Bytes hidden; // JSON; sealed on the disk, empty once the key is gone
    std::string subject {}; // whose key seals it; empty: its own
};

struct RightsPage
{
    std::vector<RightsRow> items; // newest first
    std::string next; // key of the page behind; empty: none
    std::int64_t total = 0;
};

} // namespace locus::people
