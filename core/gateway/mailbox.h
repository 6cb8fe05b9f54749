// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <mutex>

namespace locus::gateway {

// The one way from other threads (core loop, reader) into the gateway's: work posted after close()
// is dropped, so a callback that comes late touches nothing. Thread contract: post() from any
// thread, the rest from the gateway's.
class Mailbox
{
public:
    explicit Mailbox(QObject* target)
        : m_target(target)
    { }

    void post(std::function<void()> work)
    {
        const std::lock_guard lock(m_mutex);
        if (m_target) {
            QMetaObject::invokeMethod(m_target, std::move(work), Qt::QueuedConnection);
        }
    }

    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_target = nullptr;
    }

private:
    std::mutex m_mutex;
    QObject* m_target;
};

using MailboxPtr = std::shared_ptr<Mailbox>; // shared: callbacks may outlive the gateway

} // namespace locus::gateway
