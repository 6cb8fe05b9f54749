// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/event_bus.h"
#include "core/bus/publishing/publish_metrics.h"

#include <atomic>
#include <deque>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>

namespace locus::bus {

// Reads one reply topic from the moment it is opened and hands each reply to who waits for its
// correlation id; others are dropped and counted. Thread contract: any thread.
class ReplyDesk
{
public:
    // Errors: those of the bus.
    static Result<std::unique_ptr<ReplyDesk>> open(
        EventBus& bus, const std::string& topic, PublishMetrics& metrics);
    ~ReplyDesk();

    // Before the request leaves.
    std::future<Record> expect(const std::string& correlationId);
    // Nobody waits any longer; a reply that still comes is late.
    void forget(const std::string& correlationId);

private:
    ReplyDesk(EventBus& bus, PublishMetrics& metrics)
        : m_bus(bus)
        , m_metrics(metrics)
    { }
    // At the ends of all partitions.
    Status start(const std::string& topic);
    void run();
    void hand(Record record);

    EventBus& m_bus;
    PublishMetrics& m_metrics;
    std::string m_topic;
    std::unique_ptr<BusConsumer> m_consumer;
    std::mutex m_mutex;
    std::map<std::string, std::promise<Record>, std::less<>> m_expected;
    std::set<std::string, std::less<>> m_forgotten;
    std::deque<std::string> m_forgottenInOrder;
    std::atomic<bool> m_stop { false };
    std::thread m_thread;
};

} // namespace locus::bus
