// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>

namespace locus::pipeline {

// How many events wait for the bus. While it is away commands are taken in up to a quota, so that
// the disk lasts; what follows from events and jobs that are under way always goes on.
// Thread contract: any thread.
class OutboxQuota
{
public:
    OutboxQuota(std::int64_t most, std::int64_t waiting)
        : m_most(most)
        , m_waiting(waiting)
    { }

    void added(std::int64_t events) { m_waiting += events; }
    void passed(std::int64_t events) { m_waiting -= events; }
    // Never below 0: a commit that failed may have left rows that nobody counted.
    [[nodiscard]] std::int64_t waiting() const
    {
        return std::max<std::int64_t>(m_waiting.load(), 0);
    }
    [[nodiscard]] std::int64_t most() const { return m_most; }
    [[nodiscard]] bool isUsedUp() const { return m_waiting.load() >= m_most; }

private:
    const std::int64_t m_most;
    std::atomic<std::int64_t> m_waiting;
};

} // namespace locus::pipeline
