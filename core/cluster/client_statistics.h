// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace locus::cluster {

// What a Kafka client tells about itself once a second. Times in microseconds; -1: not known yet,
// never a number to show.
struct PartitionStatistics
{
    std::string topic;
    std::int32_t partition = 0;
    std::int64_t lag = -1; // records behind the reported position
    std::int64_t first = -1;
    std::int64_t end = -1;
    std::int64_t next = -1;
    std::int64_t reported = -1;
    std::int64_t queuedRecords = 0; // fetched, not yet handed out
    std::int64_t queuedBytes = 0;
};

struct BrokerStatistics
{
    std::string name;
    std::string state; // UP, DOWN, ...
    std::int64_t roundTripAverage = -1;
    std::int64_t roundTripP99 = -1;
    std::int64_t throttleAverage = 0;
    std::int64_t waitingRequests = 0;
    std::int64_t timeouts = 0;
    std::int64_t connects = 0;
    std::int64_t disconnects = 0;
};

struct ClientStatistics
{
    std::int64_t takenAtMs = 0; // wall clock; 0: none yet
    std::int64_t queuedToSend = 0;
    std::string idempotenceState {};
    std::vector<BrokerStatistics> brokers {};
    std::vector<PartitionStatistics> partitions {};
};

} // namespace locus::cluster
