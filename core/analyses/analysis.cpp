// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analyses/analysis.h"

#include <utility>

namespace locus::analyses {

namespace {

constexpr std::pair<Mode, std::string_view> modes[] { { Mode::Normal, "normal" },
    { Mode::BigData, "big-data" }, { Mode::NodeScale, "node-scale" },
    { Mode::LagDemo, "lag-demo" } };
// As the predecessor and its documents spell them.
constexpr std::pair<Mode, std::string_view> oldModes[] { { Mode::BigData, "bigdata" },
    { Mode::NodeScale, "nodescale" }, { Mode::LagDemo, "kafka-lag" }, { Mode::LagDemo, "kafkalag" },
    { Mode::Normal, "raw" } };
constexpr std::pair<State, std::string_view> states[] { { State::Requested, "requested" },
    { State::Running, "running" }, { State::Completed, "completed" }, { State::Partial, "partial" },
    { State::Failed, "failed" }, { State::Cancelled, "cancelled" } };

} // namespace

std::string_view toString(Mode mode)
{
    return modes[static_cast<std::size_t>(mode)].second;
}

std::string_view toString(State state)
{
    return states[static_cast<std::size_t>(state)].second;
}

std::optional<Mode> modeFrom(std::string_view text)
{
    for (const auto& [mode, name] : modes) {
        if (name == text) {
            return mode;
        }
    }
    for (const auto& [mode, name] : oldModes) {
        if (name == text) {
            return mode;
        }
    }
    return std::nullopt;
}

std::optional<State> stateFrom(std::string_view text)
{
    for (const auto& [state, name] : states) {
        if (name == text) {
            return state;
        }
    }
    return std::nullopt;
}

} // namespace locus::analyses
