// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/consumer_groups.h"

#include "core/analyses/analysis_topics.h"

#include <algorithm>
#include <array>
#include <utility>

namespace locus::pipeline {

namespace {

constexpr std::string_view otherTopics = "locus-core";
constexpr std::string_view resultGroup = "websocket-results-service-group";
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> groups { {
    { analyses::resultTopic, resultGroup },
    { "genetic-data-processed", resultGroup }, // the older name of the same topic
    { "workflow-task-events", "workflow-engine-task-consumer" },
    { "workflow-order-events", "workflow-engine-order-consumer" },
    { "workflow-state-events", "workflow-engine-state-consumer" },
    { "system-events", "workflow-engine-system-consumer" },
} };

} // namespace

std::string_view consumerGroupOf(std::string_view logicalTopic)
{
    if (const auto mode = analyses::modeOfTopic(logicalTopic)) {
        return analyses::consumerGroup(*mode);
    }
    const auto* const found = std::find_if(groups.begin(), groups.end(),
        [logicalTopic](const auto& entry) { return entry.first == logicalTopic; });
    return found == groups.end() ? otherTopics : found->second;
}

} // namespace locus::pipeline
