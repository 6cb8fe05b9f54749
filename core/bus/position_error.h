// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/event_bus.h"

namespace locus::bus {

// fatal "bus.offset_out_of_range": what was wanted and what the partition holds.
Error outOfRange(const Position& wanted, const Watermarks& held);

} // namespace locus::bus
