// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/publishing/topic_lane.h"

#include <algorithm>

namespace locus::bus {

void TopicLane::append(PublishEntry entry)
{
    m_earliest = std::min(m_earliest, entry.deadline);
    const bool urgent = entry.urgent;
    m_window.push_back(std::move(entry));
    if (urgent) {
        m_urgentUntil = m_window.size();
    }
}

PublishEntry* TopicLane::next()
{
    while (m_next < m_window.size() && m_window[m_next].state != PublishEntry::State::Waiting) {
        ++m_next;
    }
    return m_next < m_window.size() ? &m_window[m_next] : nullptr;
}

bool TopicLane::isReady(const PublishOptions& options, Duration now) const
{
    return m_window.size() - m_next >= options.batchRecords || m_next < m_urgentUntil
        || now - m_window[m_next].accepted >= options.linger;
}

PublishEntry* TopicLane::find(std::uint64_t sequence)
{
    return sequence < m_base || sequence - m_base >= m_window.size() ? nullptr
                                                                     : &m_window[sequence - m_base];
}

void TopicLane::sent(PublishEntry& entry, Duration now)
{
    entry.state = PublishEntry::State::Sent;
    entry.sentAt = now;
    ++m_next;
}

void TopicLane::retry(std::uint64_t sequence)
{
    m_next = std::min(m_next, static_cast<std::size_t>(sequence - m_base));
    m_urgentUntil = std::max(m_urgentUntil, m_next + 1); // it has lingered long enough
    upload.reset();
}

void TopicLane::retryAll()
{
    for (std::size_t i = 0; i < m_window.size(); ++i) {
        if (m_window[i].state == PublishEntry::State::Sent) {
            m_window[i].state = PublishEntry::State::Waiting;
            m_window[i].maybeWritten = true;
            retry(m_base + i);
        }
    }
    upload.reset();
}

void TopicLane::trim()
{
    while (!m_window.empty() && m_window.front().state == PublishEntry::State::Settled) {
        m_window.pop_front();
        ++m_base;
        m_next -= m_next > 0 ? 1 : 0;
        m_urgentUntil -= m_urgentUntil > 0 ? 1 : 0;
    }
}

void TopicLane::findEarliestDeadline()
{
    m_earliest = Duration::max();
    for (const PublishEntry& entry : m_window) {
        if (entry.state != PublishEntry::State::Settled) {
            m_earliest = std::min(m_earliest, entry.deadline);
        }
    }
}

void TopicLane::capDeadlines(Duration latest)
{
    for (PublishEntry& entry : m_window) {
        entry.deadline = std::min(entry.deadline, latest);
    }
    m_earliest = std::min(m_earliest, latest);
}

} // namespace locus::bus
