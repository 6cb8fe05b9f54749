// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/circuit_breaker.h"

#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace locus {

// The breakers of one kind of work, made as their targets turn up; a target is one of few (a
// service, a topic), never an id. Thread contract: safe from any thread.
class CircuitBreakers
{
public:
    CircuitBreakers(CircuitPolicy policy, const Clock& clock, RandomSource& random)
        : m_policy(policy)
        , m_clock(clock)
        , m_random(random)
    { }

    // Lives as long as this.
    [[nodiscard]] CircuitBreaker& of(const std::string& target)
    {
        const std::lock_guard lock(m_mutex);
        return m_byTarget.try_emplace(target, target, m_policy, m_clock, m_random).first->second;
    }
    // By target.
    [[nodiscard]] std::vector<CircuitBreaker::Snapshot> snapshots() const
    {
        const std::lock_guard lock(m_mutex);
        std::vector<CircuitBreaker::Snapshot> all;
        all.reserve(m_byTarget.size());
        for (const auto& [target, breaker] : m_byTarget) {
            all.push_back(breaker.snapshot());
        }
        return all;
    }

private:
    const CircuitPolicy m_policy;
    const Clock& m_clock;
    RandomSource& m_random;
    mutable std::mutex m_mutex;
    std::map<std::string, CircuitBreaker> m_byTarget;
};

} // namespace locus
