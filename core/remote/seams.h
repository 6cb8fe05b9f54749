// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/remote/http_client.h"

namespace locus {
class Clock;
class RandomSource;
} // namespace locus

namespace locus::remote {

// Waits that long or until `cancelled`.
using Wait = std::function<void(Duration, const CancelCheck& cancelled)>;

// Looks at `cancelled` every 50 ms.
void waitForReal(Duration duration, const CancelCheck& cancelled);

// Time, chance and waiting as a part that talks to the outside gets them; tests own all three.
struct Seams
{
    Clock& clock;
    RandomSource& random;
    Wait wait = waitForReal;
};

} // namespace locus::remote
