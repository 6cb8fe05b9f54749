// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dead_letters/stack_trace.h"

#include <algorithm>

namespace locus::dead_letters {

namespace {

constexpr std::string_view causedBy = "Caused by: ";
constexpr std::size_t mostCauses = 64;

// Of Java's names; any letter beyond ASCII may stand in one.
bool isClassName(std::string_view text)
{
    const auto isPart = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '.' || c == '_' || c == '$' || c == '/' || static_cast<signed char>(c) < 0;
    };
    return !text.empty() && std::all_of(text.begin(), text.end(), isPart);
}

std::optional<TracedException> readLine(std::string_view line)
{
    const std::size_t colon = line.find(": ");
    std::string_view name = line.substr(0, colon);
    if (colon == std::string_view::npos && name.ends_with(':')) {
        name.remove_suffix(1); // an empty message at the end of its line
    }
    if (!isClassName(name)) {
        return std::nullopt;
    }
    TracedException out { std::string(name), std::nullopt };
    if (colon != std::string_view::npos) {
        out.message = std::string(line.substr(colon + 2));
    }
    return out;
}

std::string_view takeLine(std::string_view& text)
{
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

} // namespace

std::vector<TracedException> readStackTrace(std::string_view trace)
{
    std::vector<TracedException> out;
    const auto first = readLine(takeLine(trace));
    if (!first) {
        return out;
    }
    out.push_back(*first);
    while (!trace.empty()) {
        const std::string_view line = takeLine(trace);
        const auto cause =
            line.starts_with(causedBy) ? readLine(line.substr(causedBy.size())) : std::nullopt;
        if (!cause) {
            continue;
        }
        if (out.size() == mostCauses) {
            out.pop_back(); // the last one is the root
        }
        out.push_back(*cause);
    }
    return out;
}

} // namespace locus::dead_letters
