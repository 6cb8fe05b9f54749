// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/record.h"
#include "core/store/dead_letters.h"
#include "core/store/event_log.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace locus::pipeline {

class TopicNames;

struct OutboxRow
{
    std::int64_t position = 0;
    bus::OutRecord record;
};

// Rows that have to reach the bus, in order. Thread contract: the relay's thread.
class OutboxSource
{
public:
    OutboxSource() = default;
    OutboxSource(const OutboxSource&) = delete;
    OutboxSource& operator=(const OutboxSource&) = delete;
    virtual ~OutboxSource() = default;

    [[nodiscard]] virtual std::string name() const = 0; // of its cursor
    virtual Result<std::vector<OutboxRow>> after(std::int64_t position, std::size_t limit) = 0;
};

// The events that originate here. The loop hands over what it has just committed, so that in the
// normal run nothing is read again; the rows stay the truth, and `log` reads them, on a connection
// of the relay, after a start, a failed delivery or commit, and when the relay has fallen behind.
// Thread contract: committed() and lost() on the loop's thread, the rest on the relay's.
class EventOutbox final : public OutboxSource
{
public:
    explicit EventOutbox(store::EventLog& log, std::size_t mostKept = 16'000)
        : m_log(log)
        , m_mostKept(mostKept)
    { }
    [[nodiscard]] std::string name() const override { return "events"; }
    Result<std::vector<OutboxRow>> after(std::int64_t position, std::size_t limit) override;

    // After each commit that appended local events: all of them, in order.
    void committed(std::vector<store::LoggedEvent> events);
    // A commit failed, and nobody knows whether its rows are there.
    void lost();

private:
    Result<std::vector<store::LoggedEvent>> keptAfter(std::int64_t position, std::size_t limit);
    // Nothing: not all that follows `position` is in memory.
    std::optional<std::vector<store::LoggedEvent>> kept(std::int64_t position, std::size_t limit);
    void forget();

    static constexpr std::int64_t nowhere = std::numeric_limits<std::int64_t>::max();
    store::EventLog& m_log;
    const std::size_t m_mostKept;
    std::mutex m_mutex; // guards what follows
    std::deque<std::vector<store::LoggedEvent>> m_commits;
    std::size_t m_taken = 0; // of the first commit
    std::size_t m_count = 0; // events kept
    std::size_t m_bytes = 0; // of their values
    std::int64_t m_behind = nowhere; // every local event behind this position is kept
};

// Dead letters, raw, to "<topic>.dlq" with the headers that say why.
class DeadLetterOutbox final : public OutboxSource
{
public:
    DeadLetterOutbox(store::DeadLetters& letters, const TopicNames& names)
        : m_letters(letters)
        , m_names(names)
    { }
    [[nodiscard]] std::string name() const override { return "dead_letters"; }
    Result<std::vector<OutboxRow>> after(std::int64_t position, std::size_t limit) override;

private:
    store::DeadLetters& m_letters;
    const TopicNames& m_names;
};

inline constexpr const char* deadLetterSuffix = ".dlq";

} // namespace locus::pipeline
