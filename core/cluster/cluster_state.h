// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/cluster_design.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace locus::cluster {

struct TopicActual
{
    std::map<std::int32_t, std::vector<int>> replicas; // broker ids by partition
    TopicConfigs configs; // values in force, defaults included
};

// What a cluster says of itself, as far as a design speaks of it.
struct ClusterState
{
    std::string id;
    std::vector<int> brokers; // alive
    std::map<std::string, TopicActual> topics;
    std::optional<std::set<AccessRule>> rules; // nothing: the cluster has no authorizer
};

} // namespace locus::cluster
