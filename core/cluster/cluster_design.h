// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace locus::cluster {

// By Kafka's own names ("retention.ms"), as text.
using TopicConfigs = std::map<std::string, std::string>;

struct TopicDesign
{
    std::string name;
    std::int32_t partitions = 1;
    int replication = 3;
    TopicConfigs configs {}; // only what the file speaks of
};

// One right of one principal; the words are Kafka's own.
struct AccessRule
{
    std::string principal; // "User:CN=locus"
    std::string resource; // Topic | Group | Cluster
    std::string name; // of the resource; "kafka-cluster" for Cluster
    bool isPrefix = false;
    std::string operation; // Read | Write | Create | ...
    std::string permission { "Allow" }; // Allow | Deny
    std::string host { "*" };
    auto operator<=>(const AccessRule&) const = default;
};

// A limit for a user, a client id or both; empty: not part of it.
struct QuotaDesign
{
    std::string user;
    std::string clientId;
    std::map<std::string, double> limits {}; // "producer_byte_rate", ...
};

// A hospital's cluster as its file describes it.
struct ClusterDesign
{
    std::vector<TopicDesign> topics;
    std::vector<AccessRule> rules;
    std::vector<QuotaDesign> quotas;
};

} // namespace locus::cluster
