// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace locus::test {

struct PartitionView
{
    int leader = -1;
    std::vector<int> replicas;
    std::vector<int> inSync;
};

// What a cluster says of itself at this moment, asked past the bus under test.
struct KafkaView
{
    std::vector<int> brokers; // alive
    std::map<std::pair<std::string, std::int32_t>, PartitionView> partitions;

    // Every copy of every partition is in sync and has a leader.
    [[nodiscard]] bool isWhole(std::size_t brokerCount) const;
};

// Errors: retriable "test.broker_failed".
Result<KafkaView> viewOf(
    const std::string& bootstrap, std::chrono::milliseconds timeout = std::chrono::seconds(2));

} // namespace locus::test
