// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dead_letters/inbox.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::dead_letters {

// Which letters a redrive is about: these, or all open ones that match.
struct Selection
{
    std::vector<Uuid> ids;
    LetterFilter filter; // of its states only Open counts
};

enum class RunState : std::uint8_t
{
    Running,
    Paused,
    Done,
    Cancelled
};
inline constexpr std::array runStates { RunState::Running, RunState::Paused, RunState::Done,
    RunState::Cancelled };
std::string_view toString(RunState state); // "running" "paused" "done" "cancelled"
std::optional<RunState> runStateFrom(std::string_view name);

enum class ItemState : std::uint8_t
{
    Pending,
    Redriven,
    Failed,
    Skipped // an earlier letter of its order failed, or the run was cancelled
};
inline constexpr std::array itemStates { ItemState::Pending, ItemState::Redriven, ItemState::Failed,
    ItemState::Skipped };
std::string_view toString(ItemState state); // "pending" "redriven" "failed" "skipped"
std::optional<ItemState> itemStateFrom(std::string_view name);

constexpr std::int64_t defaultRate = 100; // letters a second
constexpr std::int64_t fastestRate = 10'000;
constexpr std::int64_t largestRun = 100'000; // letters

// Many letters redriven one after the other; stored, so that it goes on after a crash.
struct RedriveRun
{
    Uuid id;
    RunState state = RunState::Running;
    std::string owner;
    std::string reason;
    std::string topic; // where raw copies go; empty: each of ours is applied here, in its lane,
                       // each of other programs goes back to where it failed
    std::int64_t ratePerSecond = defaultRate;
    Instant started {};
    Instant changed {};
    std::int64_t total = 0;
    std::int64_t redriven = 0;
    std::int64_t failed = 0;
    std::int64_t skipped = 0;

    [[nodiscard]] std::int64_t pending() const { return total - redriven - failed - skipped; }
};

struct RunItem
{
    std::int64_t turn = 0; // from 1, the order of sending
    Uuid letter;
    ItemState state = ItemState::Pending;
    std::string result; // "topic/partition/offset" of the copy, an error code, or empty
};

struct RunPage
{
    std::vector<RedriveRun> items; // newest first
    std::string next; // empty: no more
};

struct RunDetail
{
    RedriveRun run;
    std::vector<RunItem> items;
    std::int64_t next = 0; // turn behind which the next page begins; 0: no more
};

struct RedriveTarget
{
    std::string topic; // empty: applied here, each in its lane
    std::int64_t letters = 0;
    std::optional<bool> exists {}; // of a topic; none: the bus could not be asked
};

// What a redrive would do.
struct RedrivePlan
{
    std::int64_t letters = 0; // that would be redriven
    std::int64_t bytes = 0; // of their values, about
    std::vector<RedriveTarget> targets; // most letters first
    std::int64_t withoutSource = 0; // of other programs; do not tell where they failed: they fail
    std::int64_t notOpen = 0; // named, but decided already, waiting, or unknown
    std::int64_t inOtherRuns = 0; // left to the run that holds them
    std::int64_t behindOthers = 0; // an earlier letter of their lane is not among them: they fail
    std::optional<Uuid> firstOther; // one such earlier letter
    std::int64_t followers = 0; // later ones of these lanes, applied here as their lane is freed
    std::vector<Letter> preview; // the first ones, in order
};

} // namespace locus::dead_letters
