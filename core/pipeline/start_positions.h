// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace locus::bus {
class EventBus;
}

namespace locus::store {
class Offsets;
}

namespace locus::pipeline {

// Where reading a topic begins that was never read before.
struct StartFrom
{
    enum class Place : std::uint8_t
    {
        Beginning,
        End,
        Time
    };
    Place place = Place::Beginning;
    Instant time {}; // of Place::Time: the first record that is not older
};

// "beginning", "end" or a time (RFC 3339). Errors: invalid "pipeline.bad_start".
Result<StartFrom> parseStartFrom(std::string_view text);

// Writes down where reading begins, for topics of which no partition has a stored offset; stored
// offsets always win, and a partition that joins its topic later is read from its first record.
// Written before anything is read, so that what arrives while the core is down is not passed by.
Status storeStartPositions(bus::EventBus& bus, const std::vector<std::string>& topics,
    const StartFrom& from, store::Offsets& offsets);

// Errors: invalid "pipeline.never_read" for a topic without stored offsets.
Status forgetOffsets(store::Offsets& offsets, const std::vector<std::string>& topics);

} // namespace locus::pipeline
