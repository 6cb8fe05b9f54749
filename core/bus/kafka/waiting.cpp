// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/waiting.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace locus::bus::kafka {

using Clock = std::chrono::steady_clock;

struct Waiting::State
{
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<Clock::time_point> end;

    // REQUIRES: mutex is held
    [[nodiscard]] bool hasEnded() const { return end && Clock::now() >= *end; }
};

Waiting::Waiting()
    : m_state(std::make_shared<State>())
{ }

void Waiting::endWithin(std::chrono::milliseconds within) const
{
    const std::lock_guard lock(m_state->mutex);
    if (!m_state->end) {
        m_state->end = Clock::now() + within;
    }
    m_state->changed.notify_all();
}

bool Waiting::await(std::function<void()> call) const
{
    std::unique_lock lock(m_state->mutex);
    if (m_state->hasEnded()) {
        return false;
    }
    const auto isDone = std::make_shared<bool>(false); // guarded by the mutex
    std::thread([state = m_state, isDone, call = std::move(call)]() mutable {
        call();
        call = nullptr; // what it held is free before its caller goes on
        const std::lock_guard guard(state->mutex);
        *isDone = true;
        state->changed.notify_all();
    }).detach();
    while (!*isDone && !m_state->hasEnded()) {
        if (m_state->end) {
            m_state->changed.wait_until(lock, *m_state->end);
        } else {
            m_state->changed.wait(lock);
        }
    }
    return *isDone;
}

bool Waiting::isEnding() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->end.has_value();
}

std::chrono::milliseconds Waiting::left(std::chrono::milliseconds wanted) const
{
    const std::lock_guard lock(m_state->mutex);
    if (!m_state->end) {
        return wanted;
    }
    const auto rest = std::chrono::ceil<std::chrono::milliseconds>(*m_state->end - Clock::now());
    return std::min(std::max(rest, std::chrono::milliseconds(0)), wanted);
}

} // namespace locus::bus::kafka
