// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dead_letters/redrive.h"
#include "core/store/letter_selection.h"

#include <optional>
#include <string>
#include <vector>

namespace locus::store {

// A letter whose turn is to come.
struct PendingItem
{
    std::int64_t turn = 0;
    Uuid letter;
    bool isOurs = true; // applied here unless the run has a topic
    std::string lane; // whose order is kept: the letter's, of a copy else the key's; may be empty
};

// Redrives of many letters, with the fate of each. A letter is pending in one run at most.
class RedriveRuns
{
public:
    explicit RedriveRuns(Database& database)
        : m_database(database)
    { }

    // How many letters a run of this selection would have.
    Result<std::int64_t> count(const dead_letters::Selection& selection);
    // Stores the run with its letters in order and sets its total.
    Status add(dead_letters::RedriveRun& run, const dead_letters::Selection& selection);

    // Errors: not_found "dead_letters.unknown_run".
    Result<dead_letters::RedriveRun> get(const Uuid& id);
    Result<std::vector<dead_letters::RedriveRun>> inState(dead_letters::RunState state);
    Result<dead_letters::RunPage> page(int limit, const std::string& after); // newest first
    Result<std::vector<dead_letters::RunItem>> items(
        const Uuid& run, std::int64_t after, int limit);
    Result<std::vector<PendingItem>> pending(const Uuid& run, int limit); // in their order

    Status setState(const Uuid& run, dead_letters::RunState state, Instant now);
    // True: it was pending. The last one ends the run.
    Result<bool> finish(const Uuid& run, const Uuid& letter, dead_letters::ItemState state,
        std::string_view result, Instant now);
    // All that are pending, or those of this letter's lane.
    Status skip(
        const Uuid& run, const std::optional<Uuid>& laneOf, std::string_view result, Instant now);
    Result<std::optional<Uuid>> runOf(const Uuid& letter); // in which it is pending
    // The topic of the run that is to send this letter as a copy; nothing: none is.
    Result<std::optional<std::string>> targetOf(const Uuid& letter);

private:
    Database& m_database;
    SqlTexts m_sql;
};

} // namespace locus::store
