// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace locus::protocol {

struct MetricSample
{
    std::string name;
    std::map<std::string, std::string> labels;
    double value = 0;
};

// The samples of a Prometheus text exposition (format 0.0.4) in its order, as system.metrics
// answers; a line that is none is passed over.
std::vector<MetricSample> metricSamples(std::string_view text);

} // namespace locus::protocol
