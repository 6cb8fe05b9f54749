// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/outbox_relay.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace locus::pipeline {

// Turns the relays of a core on one thread of their own. Thread contract: start() and stop() on the
// owner's thread, wake() on any.
class RelayThread
{
public:
    using Failed = std::function<void(Error)>; // fatal; on the relays' thread

    explicit RelayThread(std::vector<OutboxRelay*> relays)
        : m_relays(std::move(relays))
    { }
    ~RelayThread(); // stops

    void start(Failed failed);
    void wake(); // there is more to publish
    // Goes on until everything is acknowledged, at most this long.
    void stop(std::chrono::milliseconds drain = {});

private:
    void run();
    bool turn(); // true: something moved

    std::vector<OutboxRelay*> m_relays;
    Failed m_failed;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_woken = false;
    bool m_stopping = false;
    std::chrono::steady_clock::time_point m_deadline;
    std::thread m_thread;
};

} // namespace locus::pipeline
