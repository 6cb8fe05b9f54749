// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

namespace locus {

// Where every part of Locus gets the time from, so that tests and the simulator own it.
// Thread contract: safe from any thread.
class Clock
{
public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;

    // Wall time: may jump in either direction.
    [[nodiscard]] virtual Instant now() const = 0;
    // Never goes back, unrelated to the calendar; the base of every deadline and back-off.
    [[nodiscard]] virtual Duration monotonic() const = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override;
    [[nodiscard]] Duration monotonic() const override;
};

} // namespace locus
