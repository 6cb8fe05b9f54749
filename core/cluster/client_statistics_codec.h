// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/cluster/client_statistics.h"

namespace locus::cluster {

// Reads librdkafka's statistics text. Errors: invalid
// "cluster.statistics_malformed".
Result<ClientStatistics> readClientStatistics(BytesView json);

} // namespace locus::cluster
