// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/cluster_commands.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

namespace locus::cluster {

namespace {

// For a POSIX shell.
std::string quoted(const std::string& text)
{
    std::string out = "'";
    for (const char c : text) {
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return out + "'";
}

std::string number(double value)
{
    char text[64];
    std::snprintf(text, sizeof text, std::floor(value) == value ? "%.0f" : "%g", value);
    return text;
}

std::string joined(const std::vector<int>& ids)
{
    std::string text;
    for (const int id : ids) {
        text += (text.empty() ? "" : ",") + std::to_string(id);
    }
    return text;
}

} // namespace

std::string inWords(const AccessRule& rule)
{
    const bool isCluster = rule.resource == "Cluster";
    return rule.principal + (rule.permission == "Deny" ? " may not " : " may ") + rule.operation
        + " " + (isCluster ? "on the cluster" : toLower(rule.resource) + " " + rule.name)
        + (rule.isPrefix ? "*" : "") + (rule.host == "*" ? "" : " from " + rule.host);
}

PlanCommand quotaCommand(const QuotaDesign& quota, const std::string& bootstrap)
{
    std::string entity;
    std::string words;
    for (const auto& [option, kind, name] : { std::tuple("users", "user", &quota.user),
             std::tuple("clients", "client", &quota.clientId) }) {
        if (!name->empty()) {
            entity += std::string(" --entity-type ") + option + " --entity-name " + quoted(*name);
            words += (words.empty() ? "" : " and ") + std::string(kind) + " " + *name;
        }
    }
    std::string limits;
    for (const auto& [name, value] : quota.limits) {
        limits += (limits.empty() ? "" : ",") + name + "=" + number(value);
    }
    const std::string tool = "kafka-configs.sh --bootstrap-server " + quoted(bootstrap);
    return { words,
        "the limits of " + words + " (" + limits
            + ") can neither be seen nor set from here; setting them again does no harm, and "
            + tool + " --describe" + entity + " shows them",
        tool + " --alter --add-config " + quoted(limits) + entity, {}, false };
}

PlanCommand copiesCommand(const TopicDesign& design, const TopicActual& actual,
    const std::vector<int>& brokers, const std::string& bootstrap)
{
    std::map<int, int> load;
    for (const int id : brokers) {
        load[id] = 0;
    }
    for (const auto& [partition, replicas] : actual.replicas) {
        for (const int id : replicas) {
            ++load[id];
        }
    }
    std::string parts;
    for (const auto& [partition, present] : actual.replicas) {
        std::vector<int> replicas = present;
        while (static_cast<int>(replicas.size()) < design.replication) {
            int chosen = -1;
            for (const int id : brokers) {
                const bool isFree =
                    std::find(replicas.begin(), replicas.end(), id) == replicas.end();
                if (isFree && (chosen < 0 || load[id] < load[chosen])) {
                    chosen = id;
                }
            }
            if (chosen < 0) {
                break;
            }
            ++load[chosen];
            replicas.push_back(chosen);
        }
        parts += (parts.empty() ? "" : ",") + std::string(R"({"topic":")") + design.name
            + R"(","partition":)" + std::to_string(partition) + R"(,"replicas":[)"
            + joined(replicas) + "]}";
    }
    const std::string file = design.name + ".reassign.json";
    return { design.name,
        "give topic " + design.name + " " + std::to_string(design.replication)
            + " copies: write the text below to " + file
            + " and let the cluster copy; plan again afterwards",
        "kafka-reassign-partitions.sh --bootstrap-server " + quoted(bootstrap)
            + " --execute --reassignment-json-file " + quoted(file),
        R"({"version":1,"partitions":[)" + parts + "]}" };
}

} // namespace locus::cluster
