// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/relay_thread.h"

#include <algorithm>

namespace locus::pipeline {

namespace {
constexpr auto acknowledgementWait = std::chrono::milliseconds(20);
constexpr auto idleWait = std::chrono::milliseconds(500);
} // namespace

RelayThread::~RelayThread()
{
    stop();
}

void RelayThread::start(Failed failed)
{
    m_failed = std::move(failed);
    m_thread = std::thread([this] { run(); });
}

void RelayThread::wake()
{
    const std::lock_guard lock(m_mutex);
    m_woken = true;
    m_wake.notify_one();
}

void RelayThread::stop(std::chrono::milliseconds drain)
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_deadline = std::chrono::steady_clock::now() + drain;
        m_wake.notify_one();
    }
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

bool RelayThread::turn()
{
    bool moved = false;
    for (OutboxRelay* relay : m_relays) {
        auto done = relay->step(relay->idle() ? std::chrono::milliseconds(0) : acknowledgementWait);
        if (!done.ok()) {
            m_failed(done.error());
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
            return false;
        }
        moved |= *done;
    }
    return moved;
}

void RelayThread::run()
{
    for (;;) {
        const bool moved = turn();
        const bool idle = std::all_of(m_relays.begin(), m_relays.end(),
            [](const OutboxRelay* relay) { return relay->idle(); });
        std::unique_lock lock(m_mutex);
        if (m_stopping && ((!moved && idle) || std::chrono::steady_clock::now() >= m_deadline)) {
            return;
        }
        if (!moved && idle && !m_woken) {
            m_wake.wait_for(lock, idleWait, [this] { return m_woken || m_stopping; });
        }
        m_woken = false;
    }
}

} // namespace locus::pipeline
