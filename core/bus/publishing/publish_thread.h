// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/circuit_breakers.h"
#include "core/bus/event_bus.h"
#include "core/bus/publisher.h"
#include "core/bus/publishing/publish_metrics.h"
#include "core/bus/publishing/topic_lane.h"

#include <atomic>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace locus::bus {

// What comes back with a delivery: the lane, the record's sequence number in it, and whether it is
// a chunk of the record's body.
struct PublishToken
{
    std::size_t lane = 0;
    std::uint64_t sequence = 0;
    bool isChunk = false;

    [[nodiscard]] std::uint64_t packed() const
    {
        return static_cast<std::uint64_t>(lane) << 44U | std::uint64_t(isChunk) << 43U | sequence;
    }
    static PublishToken unpacked(std::uint64_t token)
    {
        return { token >> 44U, token & ((1ULL << 43U) - 1), (token >> 43U & 1U) != 0 };
    }
};

// The one thread that owns the producer of a Publisher. Each turn takes what callers left, gives
// up what is past its deadline, hands records to the bus topic by topic, and collects what is
// acknowledged. After a failed delivery the rest in flight is collected first; then the failed
// records go again in order behind a pause of their topic's, with a producer made anew where the
// old one is at its end. Making one may wait for a network and happens beside the thread.
class PublishThread
{
public:
    PublishThread(PublisherParts parts, const PublishOptions& options, PublishIntake& intake,
        CircuitBreakers& breakers);
    ~PublishThread();

    // REQUIRES: the intake is closed. Ends when nothing waits or after `patience`.
    void stop(Duration patience);
    [[nodiscard]] bool isCurrent() const { return std::this_thread::get_id() == m_thread.get_id(); }
    [[nodiscard]] PublishMetrics& metrics() { return m_metrics; }

private:
    using Lanes = std::vector<std::unique_ptr<TopicLane>>;

    void run();
    bool isOver();
    void takeIn();
    TopicLane& laneOf(const std::string& topic);

    bool hasProducer();
    bool takeProducer();
    void dropProducer();

    bool sendAll();
    bool sendLane(std::size_t index);
    bool sendBody(std::size_t index, PublishEntry& entry);
    bool hasCompanion(TopicLane& lane, PublishEntry& entry);
    bool refuse(TopicLane& lane, PublishEntry& entry, const Error& error);

    void collect(std::chrono::milliseconds wait);
    void handle(const Delivery& delivery);
    void handleChunk(TopicLane& lane, std::uint64_t sequence, const Delivery& delivery);
    void failed(TopicLane& lane, std::uint64_t sequence, const Error& error);
    void recover();
    // Tried again rather than given up.
    [[nodiscard]] static bool goesAgain(const Error& error)
    {
        return error.kind == ErrorKind::Retriable || error.kind == ErrorKind::Fatal;
    }

    void expire();
    void expireLane(TopicLane& lane, Duration now);
    void abandon();
    void settle(PublishEntry& entry, const PublishOutcome& outcome);
    void releaseSettled();
    void showCircuits();

    PublisherParts m_parts;
    const PublishOptions& m_options;
    PublishIntake& m_intake;
    CircuitBreakers& m_breakers;
    PublishMetrics m_metrics;
    std::vector<PublishEntry> m_incoming;
    Lanes m_lanes; // by the index that tokens carry
    std::map<std::string, std::size_t, std::less<>> m_laneByTopic;
    std::size_t m_lastLane = 0;
    bool m_waiting = false; // a lane has records
    std::unique_ptr<BusProducer> m_producer;
    std::optional<std::future<Result<std::unique_ptr<BusProducer>>>> m_making;
    bool m_producerEnded = false;
    int m_makingFailures = 0; // in a row
    Duration m_notBefore {};
    Duration m_expiredAt {};
    std::chrono::steady_clock::time_point m_shownAt {};
    std::chrono::milliseconds m_patience { 1 };
    std::size_t m_settledRecords = 0;
    std::size_t m_settledBytes = 0;
    std::atomic<std::int64_t> m_stopAfter { -1 }; // patience in microseconds; -1: go on
    std::optional<std::chrono::steady_clock::time_point> m_stopAt; // real: a process ends in it
    std::thread m_thread; // last: it uses all the others
};

} // namespace locus::bus
