// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backup/manifest.h"

#include <filesystem>

namespace locus {
class PayloadCodec;
}

namespace locus::backup {

enum class Existing
{
    Refuse,
    KeepAside // in "<dataDir>/before-restore-<n>"
};

struct Restored
{
    Manifest manifest;
    std::filesystem::path keptAside; // empty: the folder held no data
};

// Puts a backup into the data folder of a stopped core. Everything is verified, then copied and
// compared, before a file of the folder is touched; cut off before that, the core has the old data,
// cut off later it refuses to start and names the command that ends it (damage.h). Errors: those of
// verifyBackup(); conflict "lock.held" (a core runs there, named by its process),
// "backup.data_exists"; refused "backup.bus_behind" (the saved bus lacks records that the store has
// read); retriable "file.unwritable".
Result<Restored> restoreBackup(const std::filesystem::path& folder,
    const std::filesystem::path& dataDir, Existing existing, const PayloadCodec& codec);

} // namespace locus::backup
