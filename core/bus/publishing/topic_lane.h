// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/circuit_breaker.h"
#include "core/bus/publishing/publish_intake.h"

#include <deque>
#include <future>
#include <optional>
#include <string>

namespace locus::bus {

// A body on its way into the companion topic.
struct BodyUpload
{
    std::uint64_t sequence = 0; // of the record that waits for it
    std::size_t sent = 0; // chunks
    std::size_t acknowledged = 0;
    BodyReference reference {};
};

// The records of one topic in the order in which they came: a window that moves over their
// sequence numbers. Sending goes on at next(); after a failure it goes back to the first record
// without an outcome. Not thread-safe: the publisher's thread owns it.
class TopicLane
{
public:
    TopicLane(std::string name, CircuitBreaker& breaker)
        : m_name(std::move(name))
        , m_breaker(breaker)
    { }

    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] CircuitBreaker& breaker() { return m_breaker; }

    void append(PublishEntry entry);
    [[nodiscard]] bool isEmpty() const { return m_window.empty(); }
    // The next record to hand over; null: none waits.
    [[nodiscard]] PublishEntry* next();
    [[nodiscard]] std::uint64_t nextSequence() const { return m_base + m_next; }
    // Enough wait, one has waited long enough, or one may not wait.
    [[nodiscard]] bool isReady(const PublishOptions& options, Duration now) const;
    // By sequence number; null when it has left the window.
    [[nodiscard]] PublishEntry* find(std::uint64_t sequence);

    void sent(PublishEntry& entry, Duration now);
    // It is to be handed over again, and all that is not sent behind it.
    void retry(std::uint64_t sequence);
    // Whatever was handed over and has no outcome is to be handed over again; nobody knows whether
    // it was written.
    void retryAll();
    // Forgets the settled ones in front.
    void trim();

    // No record's deadline is before it.
    [[nodiscard]] Duration earliestDeadline() const { return m_earliest; }
    [[nodiscard]] std::deque<PublishEntry>& window() { return m_window; }
    void findEarliestDeadline();
    void capDeadlines(Duration latest);

    // What the publisher's thread notes about the topic.
    Duration notBefore {};
    Duration progressAt {};
    bool answered = false; // since the last look
    int failures = 0; // in a row
    std::optional<Error> failure {}; // since the last look
    std::string lastWords {};
    std::optional<BodyUpload> upload {};
    std::optional<std::future<Status>> companion {}; // the companion topic is being made
    bool hasCompanion = false;

private:
    const std::string m_name;
    CircuitBreaker& m_breaker;
    std::deque<PublishEntry> m_window;
    std::uint64_t m_base = 0; // sequence number of the window's front
    std::size_t m_next = 0;
    std::size_t m_urgentUntil = 0; // one past the last urgent one in the window
    Duration m_earliest = Duration::max();
};

} // namespace locus::bus
