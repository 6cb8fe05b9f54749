// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/event_builder.h"
#include "tests/support/seeded_random.h"

namespace locus::test {

struct Load
{
    int events = 100;
    int keys = 3; // "k0", "k1", ...
    Duration spacing = std::chrono::seconds(1); // between the times of two events, on average
    Duration disorder {}; // how far an event's time may lie behind its place
    std::uint64_t seed = 1;
};

// Events of random keys whose data is {"n":<number>}, with the same ids and times for the same
// seed.
inline std::vector<events::Envelope> makeLoad(const Load& load, Instant from)
{
    SeededRandom random(load.seed);
    std::vector<events::Envelope> out;
    Instant time = from;
    for (int i = 0; i < load.events; ++i) {
        time += Duration(random.below(2 * static_cast<std::uint64_t>(load.spacing.count()) + 1));
        const Duration behind(random.below(static_cast<std::uint64_t>(load.disorder.count()) + 1));
        out.push_back(
            EventBuilder("load-" + std::to_string(i))
                .of("Test",
                    "k" + std::to_string(random.below(static_cast<std::uint64_t>(load.keys))))
                .at(time - behind)
                .data("{\"n\":" + std::to_string(i) + '}'));
    }
    return out;
}

} // namespace locus::test
