// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace locus::gateway {

// The one way from other threads (core loop, reader) into the gateway's: work posted after close()
// is dropped, so a callback that comes late touches nothing. However much is posted wakes that
// thread once. Thread contract: post() from any thread, the rest from the gateway's.
class Mailbox : public std::enable_shared_from_this<Mailbox>
{
public:
    using Work = std::function<void()>;

    explicit Mailbox(QObject* target)
        : m_target(target)
    { }

    void post(Work work)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_target) {
            return;
        }
        m_waiting.push_back(std::move(work));
        if (m_waiting.size() == 1) {
            QMetaObject::invokeMethod(
                m_target, [self = shared_from_this()] { self->deliver(); }, Qt::QueuedConnection);
        }
    }

    void close()
    {
        std::vector<Work> dropped; // goes when the lock is open again
        const std::lock_guard lock(m_mutex);
        m_target = nullptr;
        dropped.swap(m_waiting);
    }

private:
    // What is posted meanwhile comes after whatever else waits for this thread.
    void deliver()
    {
        std::vector<Work> now;
        {
            const std::lock_guard lock(m_mutex);
            now.swap(m_waiting);
        }
        for (Work& work : now) {
            std::exchange(work, {})();
        }
    }

    std::mutex m_mutex;
    QObject* m_target;
    std::vector<Work> m_waiting;
};

using MailboxPtr = std::shared_ptr<Mailbox>; // shared: callbacks may outlive the gateway

} // namespace locus::gateway
