// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/record.h"

#include <cstdint>
#include <memory>
#include <string>

struct rd_kafka_s;

namespace locus::test {

// What an administrator or another program does to a cluster, past the bus under test.
class KafkaHands
{
public:
    explicit KafkaHands(const std::string& bootstrap, const std::string& group = "hands");
    ~KafkaHands();
    KafkaHands(const KafkaHands&) = delete;
    KafkaHands& operator=(const KafkaHands&) = delete;

    bool deleteTopic(const std::string& topic);
    bool deleteRecordsBefore(const bus::TopicPartition& at, std::int64_t offset);
    // The group's committed offset; -1: none.
    std::int64_t committed(const bus::TopicPartition& at);
    // A topic's configuration value; empty: unknown.
    std::string configOf(const std::string& topic, const std::string& name);

    // Each transaction is one record, its value its number from 0, and a marker behind it: a hole.
    static bool writeTransactions(
        const std::string& bootstrap, const std::string& topic, int transactions);

private:
    rd_kafka_s* m_client;
};

} // namespace locus::test
