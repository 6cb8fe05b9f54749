// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backup/damage.h"

#include "core/backup/manifest.h"
#include "core/base/file.h"
#include "core/bus/embedded/log_file.h"
#include "core/sqlite/owned_file.h"
#include "core/store/database.h"

#include <algorithm>
#include <array>

namespace locus::backup {

namespace {

namespace fs = std::filesystem;

// As a POSIX shell takes it for one word.
std::string quoted(const std::string& word)
{
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "0123456789/._-+:@%,=";
    if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) {
        return word;
    }
    std::string made = "'";
    for (const char letter : word) {
        made += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    }
    return made + "'";
}

// Kafka's own damage is none of this folder's.
bool isOfFile(const Error& error, const fs::path& dataDir)
{
    constexpr std::array what { "damaged", "wal_lost", "file_lost", "wrong_file" };
    const auto dot = error.code.find('.');
    const bool isBus = error.code.starts_with("bus.");
    if (dot == std::string::npos || (!isBus && !error.code.starts_with("store."))
        || std::find(what.begin(), what.end(), error.code.substr(dot + 1)) == what.end()) {
        return false;
    }
    std::error_code ignored;
    return !isBus || !error.fact("kept").empty() || fs::exists(dataDir / busFile, ignored)
        || fs::exists(dataDir / (std::string(busFile) + "-wal"), ignored);
}

} // namespace

std::string restoreCommand(const fs::path& dataDir, const fs::path& backup)
{
    return "locusctl backup restore " + quoted(backup.string()) + " --data-dir "
        + quoted(dataDir.string()) + " --replace";
}

Error withRestore(Error error, const fs::path& dataDir)
{
    if (!isOfFile(error, dataDir)) {
        return error;
    }
    std::string command = restoreCommand(dataDir);
    error.message += "; restore a backup with: " + command;
    return std::move(error).with("restore", std::move(command));
}

std::optional<Error> findDamage(const fs::path& dataDir)
{
    for (const auto& [name, subject] : { std::pair { storeFile, store::storeSubject },
             std::pair { busFile, bus::embedded::logSubject } }) {
        if (auto kept = sqlite::OwnedFile::keptAside(dataDir / name, subject)) {
            return withRestore(*std::move(kept), dataDir);
        }
    }
    return std::nullopt;
}

Status checkRestored(const fs::path& dataDir)
{
    constexpr std::size_t longestPath = 64UL * 1024;
    const auto from = readFile(dataDir / unfinishedMark, longestPath);
    if (!from.ok()) {
        return from.error().kind == ErrorKind::NotFound ? Status() : from.error();
    }
    return fatal("backup.restore_unfinished",
        "a restore into " + dataDir.string()
            + " was cut off; nothing starts on what it left, end it with: "
            + restoreCommand(dataDir, *from));
}

} // namespace locus::backup
