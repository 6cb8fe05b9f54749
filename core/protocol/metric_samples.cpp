// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/metric_samples.h"

#include <locale>
#include <optional>
#include <sstream>
#include <utility>

namespace locus::protocol {

namespace {

// From behind the opening quote; leaves `at` behind the closing one.
std::optional<std::string> labelValue(std::string_view line, std::size_t& at)
{
    std::string out;
    for (; at < line.size() && line[at] != '"'; ++at) {
        if (line[at] == '\\' && at + 1 < line.size()) {
            ++at;
            out += line[at] == 'n' ? '\n' : line[at];
        } else {
            out += line[at];
        }
    }
    if (at >= line.size()) {
        return std::nullopt;
    }
    ++at;
    return out;
}

std::optional<MetricSample> sampleOf(std::string_view line)
{
    MetricSample out;
    std::size_t at = line.find_first_of("{ ");
    if (at == std::string_view::npos || at == 0 || line.front() == '#') {
        return std::nullopt;
    }
    out.name = line.substr(0, at);
    if (line[at] == '{') {
        ++at;
        while (at < line.size() && line[at] != '}') {
            const std::size_t equals = line.find("=\"", at);
            if (equals == std::string_view::npos) {
                return std::nullopt;
            }
            std::string name(line.substr(at, equals - at));
            at = equals + 2;
            auto value = labelValue(line, at);
            if (!value) {
                return std::nullopt;
            }
            out.labels.emplace(std::move(name), std::move(*value));
            at += at < line.size() && line[at] == ',' ? 1 : 0;
        }
        ++at;
    }
    if (at >= line.size() || line[at] != ' ') {
        return std::nullopt;
    }
    std::istringstream number { std::string(line.substr(at + 1)) };
    number.imbue(std::locale::classic()); // whatever the person's language
    return number >> out.value ? std::optional(std::move(out)) : std::nullopt;
}

} // namespace

std::vector<MetricSample> metricSamples(std::string_view text)
{
    std::vector<MetricSample> out;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (auto sample = sampleOf(text.substr(0, end))) {
            out.push_back(std::move(*sample));
        }
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return out;
}

} // namespace locus::protocol
