// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/result.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace locus::backup {

// In the data folder, so that it is there when the disk of the backups is not.
inline constexpr const char* historyFile = "backups.json";
inline constexpr const char* scheduleActor = "schedule"; // who asked, where nobody did

// How a core's backup went, or that one runs.
struct Attempt
{
    enum class State
    {
        Running,
        Verified,
        Failed
    };

    State state = State::Running;
    std::filesystem::path folder;
    std::string actor; // who asked for it
    Instant begunAt {};
    Instant endedAt {};
    std::string failure {}; // one sentence, where it failed; of the one before, while it runs
    std::vector<std::string> removed {}; // older backups that went after it, by name
    std::vector<std::string> notRemoved {}; // a sentence each
};

// A backup that a core wrote to its end.
struct MadeBackup
{
    std::filesystem::path folder;
    bool verified = false;
};

// What a core knows of its backups, over restarts.
struct History
{
    std::optional<Attempt> last;
    std::optional<Instant> lastSuccess; // begin of the last one that was verified
    std::vector<MadeBackup> made; // oldest first

    [[nodiscard]] Bytes toJson() const;
    // Errors: invalid "backup.bad_history".
    static Result<History> fromJson(BytesView text);
};

// Empty where nothing was written yet; one that was Running failed with the core that ran it.
// Errors: those of fromJson() and readFile().
Result<History> readHistory(const std::filesystem::path& dataDir);
Status writeHistory(const std::filesystem::path& dataDir, const History& history);

// Whether a core that saves every so many hours should begin now: the hours count from begin to
// begin, also of those that people ask for; after a failure it is tried again within the hour.
bool isDue(const History& history, std::chrono::hours every, Instant now);

} // namespace locus::backup
