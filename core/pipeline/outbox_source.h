// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/record.h"
#include "core/store/dead_letters.h"
#include "core/store/event_log.h"

#include <cstdint>
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

// The events that originate here. `log` reads on a connection of the relay.
class EventOutbox final : public OutboxSource
{
public:
    explicit EventOutbox(store::EventLog& log)
        : m_log(log)
    { }
    [[nodiscard]] std::string name() const override { return "events"; }
    Result<std::vector<OutboxRow>> after(std::int64_t position, std::size_t limit) override;

private:
    store::EventLog& m_log;
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
