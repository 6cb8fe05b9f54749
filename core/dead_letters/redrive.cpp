// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dead_letters/redrive.h"

#include <algorithm>

namespace locus::dead_letters {

namespace {

template <typename States> auto stateNamed(const States& states, std::string_view name)
{
    const auto* const found = std::find_if(
        states.begin(), states.end(), [name](auto state) { return toString(state) == name; });
    return found == states.end() ? std::nullopt : std::optional(*found);
}

} // namespace

std::string_view toString(RunState state)
{
    switch (state) {
    case RunState::Running: return "running";
    case RunState::Paused: return "paused";
    case RunState::Done: return "done";
    case RunState::Cancelled: break;
    }
    return "cancelled";
}

std::optional<RunState> runStateFrom(std::string_view name)
{
    return stateNamed(runStates, name);
}

std::string_view toString(ItemState state)
{
    switch (state) {
    case ItemState::Pending: return "pending";
    case ItemState::Redriven: return "redriven";
    case ItemState::Failed: return "failed";
    case ItemState::Skipped: break;
    }
    return "skipped";
}

std::optional<ItemState> itemStateFrom(std::string_view name)
{
    return stateNamed(itemStates, name);
}

} // namespace locus::dead_letters
