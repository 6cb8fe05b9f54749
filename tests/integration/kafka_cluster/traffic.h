// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/kafka/kafka_bus.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace locus::test {

// Writes numbered records to a topic and reads them, both without a pause, while a test does bad
// things to the cluster. A producer that fails for good is made anew at the lowest record that
// nobody acknowledged, as the outbox does.
class Traffic
{
public:
    struct Seen
    {
        int sent = 0;
        int acknowledged = 0; // all before it
        int read = 0; // each record once
        int repeated = 0; // read more than once: on the wire, after a new producer
        bool inOrder = true; // per key, and nothing left out
        std::chrono::milliseconds longestGap { 0 }; // without any acknowledgement
        std::string leftOut; // where reading a key jumped, and over what
        std::string fatal; // what ended it too early
    };

    Traffic(const bus::KafkaSettings& settings, std::string topic, std::int32_t partitions);
    ~Traffic();
    Traffic(const Traffic&) = delete;
    Traffic& operator=(const Traffic&) = delete;

    Status start();
    // Sends nothing more, waits until everything is acknowledged and read, and tells.
    Seen stop(std::chrono::seconds patience = std::chrono::seconds(60));
    [[nodiscard]] int acknowledged() const { return m_acknowledged; }
    [[nodiscard]] int read() const { return m_read; }
    [[nodiscard]] std::string fatal();
    // Code of what the bus says is wrong now; empty: nothing.
    [[nodiscard]] std::string trouble();

private:
    void write();
    bool writeSome(bus::BusProducer& producer, int& next);
    void readAll();
    void fail(const Error& error);

    const bus::KafkaSettings m_settings;
    const std::string m_topic;
    const std::int32_t m_partitions;
    std::unique_ptr<bus::KafkaBus> m_bus;
    std::thread m_writer;
    std::thread m_reader;
    std::atomic<bool> m_stopWriting { false };
    std::atomic<bool> m_stopReading { false };
    std::atomic<int> m_sent { 0 };
    std::atomic<int> m_acknowledged { 0 }; // all before it
    std::vector<bool> m_isAcknowledged; // the writer's
    std::atomic<int> m_read { 0 };
    std::mutex m_mutex;
    Seen m_seen;
    std::chrono::steady_clock::time_point m_progress;
};

} // namespace locus::test
