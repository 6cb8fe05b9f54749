// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/backoff.h"
#include "core/bus/event_bus.h"
#include "core/pipeline/kill_point.h"
#include "core/pipeline/outbox_source.h"
#include "core/pipeline/topic_names.h"

#include <atomic>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace locus {
class Clock;
class RandomSource;
} // namespace locus

namespace locus::metrics {
class Counter;
class Registry;
} // namespace locus::metrics

namespace locus::pipeline {

class BodyUpload;
class OutboxQuota;

// A row that the bus will never take. Whoever is given it keeps the record, then calls settled().
struct RefusedRow
{
    OutboxRow row;
    Error error;
};

struct RelayContext
{
    bus::EventBus& bus;
    const Clock& clock;
    RandomSource& random;
    metrics::Registry& metrics;
    KillPoint killPoint {};
    std::size_t window = 4000; // rows sent and not acknowledged: what a crash publishes again
    Backoff backoff { std::chrono::milliseconds(100), std::chrono::seconds(10) };
    // On the relay's thread. Without it such rows are passed by: they are kept where they are.
    std::function<void(RefusedRow)> refused {};
    OutboxQuota* quota = nullptr; // is told what no longer waits
    std::size_t maxBodyBytes = 64UL * 1024 * 1024; // of a value that goes by reference
    TopicNames names {};
};

// Publishes the rows of one source in their order and says how far all of them are acknowledged.
// After any failed delivery the producer is made anew and sending goes on behind the last
// acknowledged row: order is kept, and ids catch what comes twice. A record that is too large for
// its topic goes as a reference to its body, which is stored first (core/bus/claim_check.h); the
// rows behind it wait. A row that the bus refuses for good is handed to RelayContext::refused and
// passed by once it is settled; the rest goes on.
// Thread contract: step() on one thread; acknowledged(), stuckSince() and settled() on any.
class OutboxRelay
{
public:
    OutboxRelay(RelayContext context, OutboxSource& source, std::int64_t cursor);
    ~OutboxRelay();

    // One turn: sends what fits the window, collects what is acknowledged; waits at most `wait` for
    // an acknowledgement. True: something moved. Errors: fatal only (damaged store).
    Result<bool> step(std::chrono::milliseconds wait);
    // The refused row of this position is kept as a dead letter.
    void settled(std::int64_t position);
    [[nodiscard]] std::int64_t acknowledged() const { return m_acknowledged.load(); }
    [[nodiscard]] bool idle() const { return m_window.empty() && !m_upload; }
    // Since then something is to be published and nothing moved; none: nothing waits.
    [[nodiscard]] std::optional<Instant> stuckSince() const;
    [[nodiscard]] OutboxSource& source() { return m_source; }

private:
    struct Sent
    {
        std::int64_t position = 0;
        bool acknowledged = false;
    };
    Result<bool> turn(std::chrono::milliseconds wait);
    void noteProgress(bool moved);
    Result<bool> fill();
    bool collect(std::chrono::milliseconds wait);
    bool advance();
    void startOver(const Error& error);
    Result<bool> handOver(OutboxRow& row);
    Result<bool> makeReady(OutboxRow& row);
    [[nodiscard]] bool goesByReference(const OutboxRow& row) const;
    [[nodiscard]] bool isClaimable(const bus::OutRecord& record) const;
    Error judge(std::int64_t position, const Error& refusal, bool wasAlone);
    [[nodiscard]] std::uint64_t token(std::int64_t position) const;
    Status refuse(std::int64_t position, Error error);
    void takeSettled();
    bool mustWait(std::int64_t position) const;
    Sent* inWindow(std::int64_t position);

    RelayContext m_context;
    OutboxSource& m_source;
    std::unique_ptr<bus::BusProducer> m_producer;
    std::deque<Sent> m_window; // by position
    std::int64_t m_read; // last row handed to the producer
    std::atomic<std::int64_t> m_acknowledged;
    std::map<std::int64_t, bool> m_refused; // by position; true: settled
    std::int64_t m_alone = 0; // refused in company: sent once more, with nothing else in flight
    std::unique_ptr<BodyUpload> m_upload; // of the row behind m_read
    std::set<std::int64_t> m_tooLarge; // positions that the bus refused for their size
    std::set<std::string> m_companions; // topics whose bodies have a place
    std::uint64_t m_generation = 0; // upper bits of tokens: those of an older producer mean nothing
    int m_failures = 0;
    Duration m_notBefore {};
    std::atomic<std::int64_t> m_stuckSinceUs { 0 }; // 0: nothing waits
    metrics::Counter& m_published;
    metrics::Counter& m_failed; // tried again
    metrics::Counter& m_errors; // refused for good

    std::mutex m_mutex; // guards m_settled
    std::vector<std::int64_t> m_settled;
};

} // namespace locus::pipeline
