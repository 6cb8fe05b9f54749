// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/cluster/cluster_design.h"
#include "core/cluster/cluster_plan.h"

#include <span>
#include <string>
#include <vector>

namespace locus::cluster {

// Reads a cluster's file (resources/schemas/cluster.schema.json). Errors: invalid "cluster.file"
// with "where" (a JSON pointer) and, for an unknown key or word, the nearest known one.
Result<ClusterDesign> readClusterDesign(BytesView json);

// The keys that an object of the file may have: "" (the whole), "topics", "rules", "quotas".
std::vector<std::string> designKeys(std::string_view object);

// One JSON object each, in the order in which people read them: notes, steps, commands.
std::vector<Bytes> planJson(const ClusterPlan& plan);

} // namespace locus::cluster
