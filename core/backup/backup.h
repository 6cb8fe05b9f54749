// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backup/manifest.h"

#include <filesystem>

namespace locus {
class Clock;
class PayloadCodec;
} // namespace locus

namespace locus::backup {

// Saves the data folder to the new folder `target`; a core may go on working in it. After an error
// nothing of the target is left. Errors: not_found "backup.no_data" (no store in the folder),
// conflict "backup.target_exists", retriable "store.disk_full", "bus.disk_full",
// "file.unwritable", fatal "store.damaged", "bus.damaged".
Result<Manifest> createBackup(
    const std::filesystem::path& dataDir, const std::filesystem::path& target, const Clock& clock);

// Reads every octet again and lets SQLite and the checksums judge. Errors: not_found
// "backup.not_one", those of Manifest::fromJson(), fatal "backup.damaged" naming the file,
// "store.damaged", "bus.damaged", "store.newer_file", "bus.newer_file".
Result<Manifest> verifyBackup(const std::filesystem::path& folder, const PayloadCodec& codec);

} // namespace locus::backup
