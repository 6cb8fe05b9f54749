// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/publishing/publish_intake.h"

namespace locus::bus {

// A single record beyond the bound in bytes is let in when it is alone.
bool PublishIntake::hasRoom(std::size_t bytes) const
{
    return m_records < m_maxRecords && (m_records == 0 || m_bytes + bytes <= m_maxBytes);
}

Status PublishIntake::push(PublishEntry& entry, Until until)
{
    const std::size_t bytes = entry.message.bytes;
    std::unique_lock lock(m_mutex);
    if (!m_closed && !hasRoom(bytes)) {
        m_changed.wait_until(lock, until, [&] { return m_closed || hasRoom(bytes); });
    }
    if (m_closed) {
        return refused("publish.closed", "the publisher is closed");
    }
    if (!hasRoom(bytes)) {
        return retriable("publish.overloaded",
            std::to_string(m_records) + " records wait to be written, at most "
                + std::to_string(m_maxRecords) + " records or " + std::to_string(m_maxBytes)
                + " bytes may; publish again when there is room")
            .with("allowed", std::to_string(m_maxRecords));
    }
    ++m_records;
    m_bytes += bytes;
    m_hurried = false;
    m_entries.push_back(std::move(entry));
    if (m_entries.size() == 1) { // the thread that takes waits only for the first
        m_arrived.notify_one();
    }
    return {};
}

void PublishIntake::take(std::vector<PublishEntry>& into, std::chrono::milliseconds wait)
{
    std::unique_lock lock(m_mutex);
    if (wait.count() > 0) {
        m_arrived.wait_for(lock, wait, [this] { return m_woken || !m_entries.empty(); });
        m_woken = false;
    }
    into.swap(m_entries);
}

void PublishIntake::release(std::size_t records, std::size_t bytes)
{
    const std::lock_guard lock(m_mutex);
    m_records -= records;
    m_bytes -= bytes;
    m_changed.notify_all();
}

void PublishIntake::hurry()
{
    const std::lock_guard lock(m_mutex);
    m_hurried = true;
    m_woken = true;
    m_arrived.notify_one();
}

bool PublishIntake::hurried() const
{
    const std::lock_guard lock(m_mutex);
    return m_hurried;
}

void PublishIntake::close()
{
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    m_woken = true;
    m_arrived.notify_all();
    m_changed.notify_all();
}

bool PublishIntake::isClosed() const
{
    const std::lock_guard lock(m_mutex);
    return m_closed;
}

std::size_t PublishIntake::held() const
{
    const std::lock_guard lock(m_mutex);
    return m_records;
}

bool PublishIntake::awaitEmpty(Until until) const
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_until(lock, until, [this] { return m_records == 0; });
}

} // namespace locus::bus
