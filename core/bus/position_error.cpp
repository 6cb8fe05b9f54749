// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/position_error.h"

namespace locus::bus {

Error outOfRange(const Position& wanted, const Watermarks& held)
{
    const std::string partition = std::to_string(wanted.at.partition);
    return fatal("bus.offset_out_of_range",
        "offset " + std::to_string(wanted.next) + " of " + wanted.at.topic + "/" + partition
            + " is not there; it holds offsets " + std::to_string(held.first) + " to "
            + std::to_string(held.end))
        .with("topic", wanted.at.topic)
        .with("partition", partition)
        .with("offset", std::to_string(wanted.next))
        .with("first", std::to_string(held.first))
        .with("end", std::to_string(held.end));
}

} // namespace locus::bus
