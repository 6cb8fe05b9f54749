// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace locus {

// A first-in first-out queue between threads with a hard bound. Closing it for pushing lets the
// reader drain what is left and then see the end: the way every worker of Locus stops without
// losing work. Thread contract: every member may be called from any thread.
template <typename T> class BoundedQueue
{
public:
    explicit BoundedQueue(std::size_t capacity)
        : m_capacity(capacity)
    { }

    // Waits for room. False: the queue is closed and `item` was not taken.
    bool push(T item)
    {
        std::unique_lock lock(m_mutex);
        m_hasRoom.wait(lock, [this] { return m_closed || m_items.size() < m_capacity; });
        return append(std::move(item));
    }

    // Never waits. False: full or closed, `item` was not taken.
    bool tryPush(T item)
    {
        const std::lock_guard lock(m_mutex);
        if (m_items.size() >= m_capacity) {
            return false;
        }
        return append(std::move(item));
    }

    // Waits until there is an item, the queue is closed and empty, or the time is over.
    std::optional<T> pop(std::chrono::microseconds timeout)
    {
        std::unique_lock lock(m_mutex);
        m_hasItems.wait_for(lock, timeout, [this] { return m_closed || !m_items.empty(); });
        if (m_items.empty()) {
            return std::nullopt;
        }
        std::optional<T> item(std::move(m_items.front()));
        m_items.pop_front();
        m_hasRoom.notify_one();
        return item;
    }

    // Takes up to `limit` items at once; waits like pop() for the first.
    std::vector<T> popMany(std::size_t limit, std::chrono::microseconds timeout)
    {
        std::vector<T> out;
        std::unique_lock lock(m_mutex);
        m_hasItems.wait_for(lock, timeout, [this] { return m_closed || !m_items.empty(); });
        while (!m_items.empty() && out.size() < limit) {
            out.push_back(std::move(m_items.front()));
            m_items.pop_front();
        }
        m_hasRoom.notify_all();
        return out;
    }

    // No further push succeeds; items already queued are still handed out.
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_hasItems.notify_all();
        m_hasRoom.notify_all();
    }

    [[nodiscard]] bool isClosed() const
    {
        const std::lock_guard lock(m_mutex);
        return m_closed;
    }
    [[nodiscard]] std::size_t size() const
    {
        const std::lock_guard lock(m_mutex);
        return m_items.size();
    }

private:
    bool append(T item)
    {
        if (m_closed) {
            return false;
        }
        m_items.push_back(std::move(item));
        m_hasItems.notify_one();
        return true;
    }

    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::condition_variable m_hasItems;
    std::condition_variable m_hasRoom;
    std::deque<T> m_items;
    bool m_closed = false;
};

} // namespace locus
