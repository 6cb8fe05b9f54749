// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <filesystem>
#include <optional>
#include <string>

namespace locus::backup {

// What a person types to put a backup into this data folder; BACKUP stands for its folder.
std::string restoreCommand(const std::filesystem::path& dataDir);

// If the error says that a file of the data folder is damaged, lost or another program's: the error
// with restoreCommand() at its end and as its fact "restore". Else the error as it is.
Error withRestore(Error error, const std::filesystem::path& dataDir);

// A file that was kept aside as damaged and that no backup has replaced yet, as withRestore().
std::optional<Error> findDamage(const std::filesystem::path& dataDir);

} // namespace locus::backup
