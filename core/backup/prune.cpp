// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backup/prune.h"

#include "core/backup/manifest.h"
#include "core/base/result.h"

#include <algorithm>
#include <array>

namespace locus::backup {

namespace {

namespace fs = std::filesystem;

// The manifest goes first: what is left of a removal that was cut off is no backup.
constexpr std::array<const char*, 4> ownFiles { manifestFile, storeFile, busFile, keysFile };

bool isOwn(const fs::directory_entry& entry)
{
    std::error_code failure;
    return entry.symlink_status(failure).type() == fs::file_type::regular
        && std::any_of(ownFiles.begin(), ownFiles.end(),
            [&](const char* name) { return entry.path().filename() == name; });
}

Status checkOwn(const fs::path& folder)
{
    std::error_code failure;
    if (fs::symlink_status(folder, failure).type() != fs::file_type::directory) {
        return refused("backup.not_own", folder.string() + " is not a folder any more");
    }
    for (fs::directory_iterator at(folder, failure), end; !failure && at != end;
         at.increment(failure)) {
        if (!isOwn(*at)) {
            return refused("backup.not_own",
                folder.string() + " also holds " + at->path().filename().string()
                    + ", which is not of the backup");
        }
    }
    return failure ? retriable("backup.not_removed", folder.string() + ": " + failure.message())
                   : Status();
}

Status removeBackup(const fs::path& folder)
{
    LOCUS_TRY(checkOwn(folder));
    std::error_code failure;
    for (const char* name : ownFiles) {
        fs::remove(folder / name, failure);
        if (failure) {
            break;
        }
    }
    if (!failure) {
        fs::remove(folder, failure); // refuses where something came in meanwhile
    }
    return failure ? retriable("backup.not_removed", folder.string() + ": " + failure.message())
                   : Status();
}

bool isThere(const fs::path& path)
{
    std::error_code failure;
    return fs::exists(fs::symlink_status(path, failure));
}

} // namespace

Pruned prune(std::vector<MadeBackup> made, const fs::path& into, std::size_t keep)
{
    Pruned out;
    std::size_t verified = 0;
    std::reverse(made.begin(), made.end());
    for (MadeBackup& backup : made) {
        const bool isHere = backup.folder.parent_path() == into;
        if (isHere && !isThere(backup.folder)) {
            continue; // somebody took it away
        }
        const bool isKept = verified < keep && (backup.verified || verified == 0);
        if (keep == 0 || !isHere || isKept) {
            const bool counts = isHere && backup.verified && isThere(backup.folder / manifestFile);
            verified += counts ? 1 : 0;
            out.made.push_back(std::move(backup));
        } else if (const Status gone = removeBackup(backup.folder); gone.ok()) {
            out.removed.push_back(backup.folder.filename().string());
        } else {
            out.notRemoved.push_back(gone.error().message);
            out.made.push_back(std::move(backup));
        }
    }
    for (auto* list : { &out.removed, &out.notRemoved }) {
        std::reverse(list->begin(), list->end());
    }
    std::reverse(out.made.begin(), out.made.end());
    return out;
}

} // namespace locus::backup
