// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <atomic>

namespace locus::test {

// A clock that moves only when told. Thread contract: safe from any thread.
class FakeClock final : public Clock
{
public:
    explicit FakeClock(Instant start = fromMillis(1'772'440'173'000)) // 2026-03-02T08:29:33Z
        : m_now(toMicros(start))
    { }

    [[nodiscard]] Instant now() const override { return fromMicros(m_now.load()); }
    [[nodiscard]] Duration monotonic() const override { return Duration(m_monotonic.load()); }

    void advance(Duration by)
    {
        m_now += by.count();
        m_monotonic += by.count();
    }
    // A step of the wall clock alone, as NTP or a person makes it.
    void jump(Duration by) { m_now += by.count(); }

private:
    std::atomic<std::int64_t> m_now;
    std::atomic<std::int64_t> m_monotonic { 1'000'000 };
};

} // namespace locus::test
