// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/bus/kafka/kafka_handle.h"
#include "core/cluster/cluster_design.h"

#include <chrono>
#include <set>

namespace locus::bus::kafka {

// All of the cluster. Errors: refused "bus.no_authorizer", "bus.not_permitted" (Describe on the
// cluster), and those of the connection.
Result<std::set<cluster::AccessRule>> readAccessRules(
    const KafkaHandle& handle, std::chrono::milliseconds timeout);
// A rule that is there already stays as it is. Errors: as readAccessRules() (Alter on the cluster).
Status createAccessRule(
    const KafkaHandle& handle, const cluster::AccessRule& rule, std::chrono::milliseconds timeout);

} // namespace locus::bus::kafka
