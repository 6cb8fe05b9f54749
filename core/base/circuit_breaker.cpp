// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/circuit_breaker.h"

#include "core/base/clock.h"
#include "core/base/log.h"

#include <algorithm>

namespace locus {

std::string_view toString(CircuitState state)
{
    switch (state) {
    case CircuitState::Closed: return "closed";
    case CircuitState::HalfOpen: return "half_open";
    case CircuitState::Open: return "open";
    }
    return "open";
}

CircuitBreaker::CircuitBreaker(
    std::string target, CircuitPolicy policy, const Clock& clock, RandomSource& random)
    : m_target(std::move(target))
    , m_policy(policy)
    , m_clock(clock)
    , m_random(random)
{ }

CircuitBreaker::Permission CircuitBreaker::ask()
{
    const std::lock_guard lock(m_mutex);
    if (m_state == CircuitState::Closed) {
        return Permission::Call;
    }
    if (m_state == CircuitState::HalfOpen || m_clock.monotonic() < m_until) {
        return Permission::No;
    }
    m_state = CircuitState::HalfOpen;
    return Permission::Probe;
}

void CircuitBreaker::succeeded()
{
    const std::lock_guard lock(m_mutex);
    if (m_state != CircuitState::Closed) {
        log::info("circuit.closed", { { "target", m_target } });
    }
    m_state = CircuitState::Closed;
    m_failures = 0;
    m_pauses = 0;
}

void CircuitBreaker::failed()
{
    const std::lock_guard lock(m_mutex);
    ++m_failures;
    if (m_state == CircuitState::Open) {
        return; // a call that started before it opened
    }
    if (m_state == CircuitState::HalfOpen || m_failures >= m_policy.failuresToOpen) {
        open();
    }
}

void CircuitBreaker::givenUp()
{
    const std::lock_guard lock(m_mutex);
    if (m_state == CircuitState::HalfOpen) {
        m_state = CircuitState::Open; // m_until has passed already
    }
}

void CircuitBreaker::open()
{
    m_state = CircuitState::Open;
    m_until = m_clock.monotonic() + m_policy.pause.delay(++m_pauses, m_random);
    log::warn(
        "circuit.open", { { "target", m_target }, { "failures", std::to_string(m_failures) } });
}

CircuitBreaker::Snapshot CircuitBreaker::snapshot() const
{
    const std::lock_guard lock(m_mutex);
    Snapshot now { m_target, m_state, m_failures, std::nullopt };
    if (m_state == CircuitState::Open) {
        const Duration left = std::max(Duration(0), m_until - m_clock.monotonic());
        now.retryAt = m_clock.now() + left;
    }
    return now;
}

Duration CircuitBreaker::rest() const
{
    const std::lock_guard lock(m_mutex);
    return m_state == CircuitState::Open ? std::max(Duration(0), m_until - m_clock.monotonic())
                                         : Duration(0);
}

} // namespace locus
