// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/bus/kafka/kafka_handle.h"

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace locus::bus::kafka {

struct ConfigValue
{
    std::string value;
    bool isOwn = false; // the topic's own, not a default
};
using ConfigValues = std::map<std::string, ConfigValue>;

// The configuration in force of each topic. Errors: refused "bus.not_permitted" (DescribeConfigs),
// not_found "bus.no_topic", and those of the connection.
Result<std::map<std::string, ConfigValues>> describeTopics(const KafkaHandle& handle,
    const std::vector<std::string>& topics, std::chrono::milliseconds timeout);

} // namespace locus::bus::kafka
