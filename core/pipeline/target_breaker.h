// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/backoff.h"

#include <algorithm>
#include <map>
#include <string>

namespace locus::pipeline {

// Gives a target that keeps failing a rest: after some retriable failures in a row its jobs wait,
// then one is let through to find out. Thread contract: the caller locks.
class TargetBreaker
{
public:
    TargetBreaker(int failuresToOpen, Backoff pause)
        : m_failuresToOpen(failuresToOpen)
        , m_pause(pause)
    { }

    [[nodiscard]] bool allows(const std::string& target, Duration now) const
    {
        const auto at = m_targets.find(target);
        return at == m_targets.end() || at->second.until <= now;
    }
    // When the earliest rest is over; Duration::max() if none is.
    [[nodiscard]] Duration nextChance(Duration now) const
    {
        Duration next = Duration::max();
        for (const auto& [name, target] : m_targets) {
            if (target.until > now) {
                next = std::min(next, target.until);
            }
        }
        return next;
    }
    void succeeded(const std::string& target) { m_targets.erase(target); }
    void failed(const std::string& target, Duration now, RandomSource& random)
    {
        Target& at = m_targets[target];
        if (++at.failures >= m_failuresToOpen) {
            at.until = now + m_pause.delay(at.failures - m_failuresToOpen + 1, random);
        }
    }

private:
    struct Target
    {
        int failures = 0; // in a row
        Duration until {}; // monotonic; in the past: closed
    };
    const int m_failuresToOpen;
    const Backoff m_pause;
    std::map<std::string, Target> m_targets;
};

} // namespace locus::pipeline
