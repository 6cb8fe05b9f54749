// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/bus/record.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace locus::bus {

class EventBus;

// What is remembered of the last applied record of a partition. A topic that was deleted and made
// anew has the same name and offsets, but not this.
struct Fingerprint
{
    std::int64_t timestampMs = 0;
    std::uint64_t hash = 0; // over key, value and headers
    bool operator==(const Fingerprint&) const = default;
};
Fingerprint fingerprintOf(const Record& record);

// The records at exactly these places (Position::next is the wanted offset), in their order;
// nothing where the bus holds none: not yet written, past its retention, no such topic. Errors:
// retriable "bus.unreachable" when it takes longer than `timeout`, and as BusConsumer::poll().
Result<std::vector<std::optional<Record>>> readRecordsAt(
    EventBus& bus, std::span<const Position> places, std::chrono::milliseconds timeout);

} // namespace locus::bus
