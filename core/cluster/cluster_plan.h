// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/cluster_design.h"
#include "core/cluster/cluster_state.h"

#include <string>
#include <string_view>
#include <vector>

namespace locus::cluster {

// One change that Locus can make itself. There is none that takes something away.
struct PlanStep
{
    enum class Kind
    {
        CreateTopic, // topic
        AddPartitions, // topic.name, topic.partitions: the new number
        SetConfigs, // topic.name, topic.configs: only what changes
        CreateRule // rule
    };
    Kind kind = Kind::CreateTopic;
    TopicDesign topic {};
    AccessRule rule {};
    std::string sentence {}; // what is done, from what to what
    std::string consequence {}; // what people must know before; mostly empty
};
std::string_view toString(PlanStep::Kind kind);

// A change that only the cluster's own tools can make.
struct PlanCommand
{
    std::string subject;
    std::string sentence;
    std::string command; // one line for a shell
    std::string file {}; // content of the file that the command names; mostly empty
    bool canBeSeen = true; // false: whether it is done already cannot be asked
};

// What is there and stays: as wanted, or different and left alone.
struct PlanNote
{
    std::string code; // "as_wanted", "fewer_brokers", "more_partitions", "more_copies",
                      // "no_authorizer"
    std::string subject;
    std::string sentence;
};

struct ClusterPlan
{
    std::vector<PlanStep> steps;
    std::vector<PlanCommand> commands;
    std::vector<PlanNote> notes;
};

// What leads from `state` to `design`; `bootstrap` goes into the commands. Where a topic has or
// gets fewer copies than wanted, min.insync.replicas stays below them: a cluster of one broker
// would acknowledge nothing otherwise.
ClusterPlan makePlan(
    const ClusterDesign& design, const ClusterState& state, const std::string& bootstrap);

} // namespace locus::cluster
