// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <cstdint>
#include <optional>

namespace locus::pipeline {

// How publishing goes, for people to see.
struct RelayState
{
    std::int64_t published = 0; // position in the event log
    std::int64_t waiting = 0; // events that the bus has not acknowledged yet
    std::int64_t most = 0; // that may wait before commands are refused
    // Since then something is to be published and nothing was acknowledged; none: nothing waits, or
    // it goes on. A moment of it is how a bus works.
    std::optional<Instant> stuckSince {};
};

} // namespace locus::pipeline
