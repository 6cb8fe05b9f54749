// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analyses/analysis_topics.h"

#include <array>

namespace locus::analyses {

namespace {

constexpr std::size_t mebibyte = 1U << 20U;

struct Lane
{
    Mode mode;
    std::string_view topic;
    std::string_view group;
    std::size_t largest;
};

constexpr std::array<Lane, 4> lanes { {
    { Mode::Normal, "genetic-data-raw", "vep-service-group", mebibyte },
    { Mode::BigData, "genetic-bigdata-raw", "vep-bigdata-service-group", 10 * mebibyte },
    { Mode::NodeScale, "genetic-nodescale-raw", "vep-nodescale-service-group", 10 * mebibyte },
    { Mode::LagDemo, "genetic-lag-demo-raw", "genetic-lag-consumer-group", mebibyte },
} };

const Lane& laneOf(Mode mode)
{
    return lanes[static_cast<std::size_t>(mode)];
}

} // namespace

std::string_view requestTopic(Mode mode)
{
    return laneOf(mode).topic;
}

std::optional<Mode> modeOfTopic(std::string_view requestTopic)
{
    for (const Lane& lane : lanes) {
        if (lane.topic == requestTopic) {
            return lane.mode;
        }
    }
    return std::nullopt;
}

std::string_view consumerGroup(Mode mode)
{
    return laneOf(mode).group;
}

std::size_t largestRequest(Mode mode)
{
    return laneOf(mode).largest;
}

Status checkRequestSize(Mode mode, std::size_t encodedBytes)
{
    if (encodedBytes <= largestRequest(mode)) {
        return {};
    }
    const bool fitsBig = encodedBytes <= largestRequest(Mode::BigData);
    return refused("analyses.too_large",
        fitsBig ? "the submission is too large for this mode; use big data mode"
                : "the submission is larger than any mode takes; split it")
        .with("field", "text")
        .with("bytes", std::to_string(encodedBytes))
        .with("allowed", std::to_string(largestRequest(fitsBig ? mode : Mode::BigData)))
        .with("hint", fitsBig ? "big-data" : "split");
}

} // namespace locus::analyses
