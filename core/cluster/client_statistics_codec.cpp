// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/client_statistics_codec.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace locus::cluster {

namespace {

using Json = nlohmann::json;

const Json& member(const Json& object, const char* name)
{
    static const Json absent;
    const auto found = object.find(name);
    return found == object.end() ? absent : *found;
}

std::int64_t number(const Json& object, const char* name, std::int64_t otherwise)
{
    const Json& value = member(object, name);
    return value.is_number_integer() ? value.get<std::int64_t>() : otherwise;
}

std::string text(const Json& object, const char* name)
{
    const Json& value = member(object, name);
    return value.is_string() ? value.get<std::string>() : std::string();
}

BrokerStatistics brokerOf(const Json& json)
{
    BrokerStatistics broker;
    broker.name = text(json, "name");
    broker.state = text(json, "state");
    const Json& roundTrip = member(json, "rtt");
    if (roundTrip.is_object() && number(roundTrip, "cnt", 0) > 0) {
        broker.roundTripAverage = number(roundTrip, "avg", -1);
        broker.roundTripP99 = number(roundTrip, "p99", -1);
    }
    const Json& throttle = member(json, "throttle");
    if (throttle.is_object()) {
        broker.throttleAverage = number(throttle, "avg", 0) * 1000; // milliseconds there
    }
    broker.waitingRequests = number(json, "waitresp_cnt", 0);
    broker.timeouts = number(json, "req_timeouts", 0);
    broker.connects = number(json, "connects", 0);
    broker.disconnects = number(json, "disconnects", 0);
    return broker;
}

// librdkafka marks what it does not know with negative numbers of several kinds.
std::int64_t offset(const Json& json, const char* name)
{
    return std::max<std::int64_t>(number(json, name, -1), -1);
}

PartitionStatistics partitionOf(const std::string& topic, const Json& json)
{
    PartitionStatistics partition;
    partition.topic = topic;
    partition.partition = static_cast<std::int32_t>(number(json, "partition", -1));
    partition.lag = offset(json, "consumer_lag");
    partition.first = offset(json, "lo_offset");
    partition.end = offset(json, "hi_offset");
    partition.next = offset(json, "next_offset");
    partition.reported = offset(json, "committed_offset");
    partition.queuedRecords = number(json, "fetchq_cnt", 0);
    partition.queuedBytes = number(json, "fetchq_size", 0);
    return partition;
}

void addPartitions(const Json& topic, std::vector<PartitionStatistics>& all)
{
    const std::string name = text(topic, "topic");
    for (const Json& partition : member(topic, "partitions")) {
        if (number(partition, "partition", -1) >= 0) { // -1 holds what has no partition yet
            all.push_back(partitionOf(name, partition));
        }
    }
}

} // namespace

Result<ClientStatistics> readClientStatistics(BytesView json)
{
    const Json document = Json::parse(json, nullptr, false);
    if (!document.is_object()) {
        return invalid("cluster.statistics_malformed", "the client's statistics are not JSON");
    }
    ClientStatistics statistics;
    statistics.takenAtMs = number(document, "time", 0) * 1000;
    statistics.queuedToSend = number(document, "msg_cnt", 0);
    const Json& idempotence = member(document, "eos");
    if (idempotence.is_object()) {
        statistics.idempotenceState = text(idempotence, "idemp_state");
    }
    for (const Json& broker : member(document, "brokers")) {
        if (number(broker, "nodeid", -1) >= 0) { // the others are bootstrap addresses and groups
            statistics.brokers.push_back(brokerOf(broker));
        }
    }
    for (const Json& topic : member(document, "topics")) {
        addPartitions(topic, statistics.partitions);
    }
    return statistics;
}

} // namespace locus::cluster
