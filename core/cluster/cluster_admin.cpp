// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/cluster_admin.h"

namespace locus::cluster {

int applyPlan(const ClusterPlan& plan, ClusterAdmin& admin,
    const std::function<void(const PlanStep&, const Status&)>& done)
{
    int failed = 0;
    for (const PlanStep& step : plan.steps) {
        const Status performed = admin.perform(step);
        failed += performed.ok() ? 0 : 1;
        done(step, performed);
    }
    return failed;
}

} // namespace locus::cluster
