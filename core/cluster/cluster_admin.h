// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/cluster/cluster_plan.h"
#include "core/cluster/cluster_state.h"

#include <functional>

namespace locus::cluster {

// Looks at a cluster and changes it, one step of a plan at a time.
class ClusterAdmin
{
public:
    ClusterAdmin() = default;
    ClusterAdmin(const ClusterAdmin&) = delete;
    ClusterAdmin& operator=(const ClusterAdmin&) = delete;
    virtual ~ClusterAdmin() = default;

    // Of the topics the design names, and the rules if it has any. Errors: those of the connection,
    // refused "bus.not_permitted" naming the right.
    virtual Result<ClusterState> observe(const ClusterDesign& design) = 0;
    virtual Status perform(const PlanStep& step) = 0;
};

// Takes every step, also after one that failed: they do not build on each other. `done` hears of
// each. How many failed.
int applyPlan(const ClusterPlan& plan, ClusterAdmin& admin,
    const std::function<void(const PlanStep&, const Status&)>& done);

} // namespace locus::cluster
