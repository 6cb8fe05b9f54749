// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/backoff.h"
#include "core/bus/event_bus.h"
#include "core/pipeline/kill_point.h"
#include "core/pipeline/outbox_source.h"

#include <atomic>
#include <deque>
#include <memory>

namespace locus {
class Clock;
class RandomSource;
} // namespace locus

namespace locus::metrics {
class Counter;
class Registry;
} // namespace locus::metrics

namespace locus::pipeline {

struct RelayContext
{
    bus::EventBus& bus;
    const Clock& clock;
    RandomSource& random;
    metrics::Registry& metrics;
    KillPoint killPoint {};
    std::size_t window = 4000; // rows sent and not acknowledged: what a crash publishes again
    Backoff backoff { std::chrono::milliseconds(100), std::chrono::seconds(10) };
};

// Publishes the rows of one source in their order and says how far all of them are acknowledged.
// After any failed delivery the producer is made anew and sending goes on behind the last
// acknowledged row: order is kept, and ids catch what comes twice.
// Thread contract: step() on one thread; acknowledged() on any.
class OutboxRelay
{
public:
    OutboxRelay(RelayContext context, OutboxSource& source, std::int64_t cursor);
    ~OutboxRelay();

    // One turn: sends what fits the window, collects what is acknowledged; waits at most `wait` for
    // an acknowledgement. True: something moved. Errors: fatal only (damaged store).
    Result<bool> step(std::chrono::milliseconds wait);
    [[nodiscard]] std::int64_t acknowledged() const { return m_acknowledged.load(); }
    [[nodiscard]] bool idle() const { return m_window.empty(); }
    [[nodiscard]] OutboxSource& source() { return m_source; }

private:
    struct Sent
    {
        std::int64_t position = 0;
        bool acknowledged = false;
    };
    Result<bool> fill();
    bool collect(std::chrono::milliseconds wait);
    void startOver(const Error& error);
    Status send(OutboxRow& row);

    RelayContext m_context;
    OutboxSource& m_source;
    std::unique_ptr<bus::BusProducer> m_producer;
    std::deque<Sent> m_window; // by position
    std::int64_t m_read; // last row handed to the producer
    std::atomic<std::int64_t> m_acknowledged;
    std::uint64_t m_generation = 0; // upper bits of tokens: those of an older producer mean nothing
    int m_failures = 0;
    Duration m_notBefore {};
    metrics::Counter& m_published;
    metrics::Counter& m_errors;
};

} // namespace locus::pipeline
