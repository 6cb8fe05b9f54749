// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/remote/seams.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"

#include <atomic>
#include <vector>

namespace locus::test {

// Time that moves only when the code under test waits, and a record of how long it waited.
struct RemoteFixture
{
    FakeClock clock;
    SeededRandom random { 11 };
    std::vector<Duration> waits;
    remote::HttpClient http { { .contact = "it@hospital.example" } };

    remote::Seams seams()
    {
        return { clock, random, [this](Duration duration, const remote::CancelCheck&) {
                    waits.push_back(duration);
                    clock.advance(duration);
                } };
    }
};

} // namespace locus::test
