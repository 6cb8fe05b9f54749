// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/publish_options.h"
#include "core/bus/publishing/publish_check.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

namespace locus::bus {

// One accepted record on its way to its outcome.
struct PublishEntry
{
    enum class State
    {
        Waiting, // not handed to the bus, or to be handed over again
        Sent,
        Settled
    };
    CheckedMessage message;
    PublishDone done; // may be empty
    Duration accepted {}; // monotonic, as all three
    Duration deadline {};
    Duration sentAt {};
    State state = State::Waiting;
    bool urgent = false; // does not linger
    bool maybeWritten = false; // by an earlier attempt
};

// The bounded way from callers to the publisher's thread. What counts against the bound is
// everything that has no outcome yet, wherever it is. Thread contract: any thread.
class PublishIntake
{
public:
    using Until = std::chrono::steady_clock::time_point;

    PublishIntake(std::size_t records, std::size_t bytes)
        : m_maxRecords(records)
        , m_maxBytes(bytes)
    { }

    // Waits for room until `until` (a time in the past: not at all). Errors: retriable
    // "publish.overloaded", refused "publish.closed"; `entry` is untouched then.
    Status push(PublishEntry& entry, Until until);
    // Swaps what has come into `into` (empty); waits for the first.
    void take(std::vector<PublishEntry>& into, std::chrono::milliseconds wait);
    // So much has its outcome.
    void release(std::size_t records, std::size_t bytes);
    // Whatever is here goes at once, without lingering; taken back by the next push.
    void hurry();
    [[nodiscard]] bool hurried() const;
    void close();
    [[nodiscard]] bool isClosed() const;
    [[nodiscard]] std::size_t held() const;
    [[nodiscard]] bool awaitEmpty(Until until) const;

private:
    [[nodiscard]] bool hasRoom(std::size_t bytes) const;

    const std::size_t m_maxRecords;
    const std::size_t m_maxBytes;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed; // room, or the end
    std::condition_variable m_arrived;
    std::vector<PublishEntry> m_entries;
    std::size_t m_records = 0;
    std::size_t m_bytes = 0;
    bool m_hurried = false;
    bool m_woken = false;
    bool m_closed = false;
};

} // namespace locus::bus
