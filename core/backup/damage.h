// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <optional>
#include <string>

namespace locus::backup {

// What a person types to put a backup into this data folder.
std::string restoreCommand(
    const std::filesystem::path& dataDir, const std::filesystem::path& backup = "BACKUP");

// If the error says that a file of the data folder is damaged, lost or another program's: the error
// with restoreCommand() at its end and as its fact "restore". Else the error as it is.
Error withRestore(Error error, const std::filesystem::path& dataDir);

// A file that was kept aside as damaged and that no backup has replaced yet, as withRestore().
std::optional<Error> findDamage(const std::filesystem::path& dataDir);

// Whether the data folder is one: a restore that was cut off may have left files of two. Errors:
// fatal "backup.restore_unfinished" with the command that ends it.
Status checkRestored(const std::filesystem::path& dataDir);

} // namespace locus::backup
