// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/cluster_plan.h"

#include <string>
#include <vector>

namespace locus::cluster {

// "User:CN=locus may Read topic genetic-data-raw".
std::string inWords(const AccessRule& rule);

// What the client library cannot do is written down for the cluster's own tools.
PlanCommand quotaCommand(const QuotaDesign& quota, const std::string& bootstrap);
// Existing copies stay where they are; new ones go to the brokers that have the fewest of the
// topic.
PlanCommand copiesCommand(const TopicDesign& design, const TopicActual& actual,
    const std::vector<int>& brokers, const std::string& bootstrap);

} // namespace locus::cluster
