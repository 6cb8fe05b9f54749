// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backup/restore.h"

#include "core/backup/backup.h"
#include "core/base/file.h"
#include "core/base/file_digest.h"
#include "core/base/file_sync.h"
#include "core/base/process_lock.h"

#include <algorithm>
#include <array>

namespace locus::backup {

namespace {

namespace fs = std::filesystem;

// The log goes before its file: a crash in between leaves a file without its log, which no core
// opens, never an empty place, which would be filled with an empty store.
constexpr std::array<const char*, 3> companions { "-wal", "-shm", "-journal" };

Status unwritable(const fs::path& path, const std::error_code& failure)
{
    return retriable("file.unwritable", path.string() + ": " + failure.message());
}

Status makeFolder(const fs::path& path)
{
    std::error_code failure;
    const bool existed = fs::exists(path, failure);
    fs::create_directories(path, failure);
    if (!failure && !existed) {
        fs::permissions(path, fs::perms::owner_all, failure);
    }
    return failure ? unwritable(path, failure) : Status();
}

bool holdsData(const fs::path& dataDir)
{
    std::error_code ignored;
    for (const char* name : { storeFile, busFile, keysFile }) {
        if (fs::exists(dataDir / name, ignored)) {
            return true;
        }
        for (const char* suffix : companions) {
            if (fs::exists(dataDir / (std::string(name) + suffix), ignored)) {
                return true;
            }
        }
    }
    return false;
}

fs::path asideOf(const fs::path& dataDir)
{
    std::error_code ignored;
    for (int n = 1;; ++n) {
        fs::path path = dataDir / ("before-restore-" + std::to_string(n));
        if (!fs::exists(path, ignored)) {
            return path;
        }
    }
}

fs::path incoming(const fs::path& dataDir, const SavedFile& file)
{
    return dataDir / (file.name + ".restoring");
}

Status copyIn(const fs::path& folder, const fs::path& dataDir, const SavedFile& file)
{
    const fs::path to = incoming(dataDir, file);
    std::error_code failure;
    fs::copy_file(folder / file.name, to, fs::copy_options::overwrite_existing, failure);
    if (!failure) {
        fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, failure);
    }
    if (failure) {
        return unwritable(to, failure);
    }
    LOCUS_TRY_VALUE(digest, digestOf(to));
    if (digest.sha256 != file.sha256) {
        return retriable("file.unwritable", to.string() + " was not written as it was read");
    }
    return syncFile(to);
}

Status copyAllIn(const fs::path& folder, const fs::path& dataDir, const Manifest& manifest)
{
    Status copied;
    for (const SavedFile& file : manifest.files) {
        copied = copyIn(folder, dataDir, file);
        if (!copied.ok()) {
            break;
        }
    }
    if (!copied.ok()) {
        std::error_code ignored;
        for (const SavedFile& file : manifest.files) {
            fs::remove(incoming(dataDir, file), ignored);
        }
    }
    return copied;
}

Status keepAside(const fs::path& dataDir, const fs::path& aside, const std::string& name)
{
    std::error_code failure;
    for (const char* suffix : companions) {
        const fs::path log = dataDir / (name + suffix);
        if (fs::exists(log)) {
            fs::rename(log, aside / log.filename(), failure);
            if (failure) {
                return unwritable(log, failure);
            }
        }
    }
    if (!fs::exists(dataDir / name)) {
        return {};
    }
    // Both names until the new file takes the old one's place.
    fs::create_hard_link(dataDir / name, aside / name, failure);
    if (failure) {
        failure.clear();
        fs::copy_file(dataDir / name, aside / name, failure);
    }
    return failure ? unwritable(aside / name, failure) : Status();
}

Status takePlaces(const fs::path& dataDir, const Manifest& manifest)
{
    std::error_code failure;
    for (const SavedFile& file : manifest.files) {
        fs::rename(incoming(dataDir, file), dataDir / file.name, failure);
        if (failure) {
            return unwritable(dataDir / file.name, failure);
        }
    }
    // A single seat's log of before would be read with the positions of a cluster, and keys of
    // before open nothing of a store that was not sealed.
    for (const char* name : { busFile, keysFile }) {
        if (std::none_of(manifest.files.begin(), manifest.files.end(),
                [name](const SavedFile& file) { return file.name == name; })) {
            fs::remove(dataDir / name, failure);
        }
    }
    // What was in flight belongs to the data that are gone.
    fs::remove(dataDir / "in-flight", failure);
    return {};
}

Status removeMark(const fs::path& dataDir)
{
    std::error_code failure;
    fs::remove(dataDir / unfinishedMark, failure);
    return failure ? unwritable(dataDir / unfinishedMark, failure) : Status();
}

Status checkPositions(const Manifest& manifest)
{
    for (const SavedPosition& at : manifest.positions) {
        if (at.isBusBehind()) {
            return refused("backup.bus_behind",
                "the store has read " + at.topic + "/" + std::to_string(at.partition) + " up to "
                    + std::to_string(at.next) + ", but the saved bus ends at "
                    + std::to_string(at.busEnd)
                    + "; the two files are not of one backup, use another one");
        }
    }
    return {};
}

} // namespace

Result<Restored> restoreBackup(
    const fs::path& folder, const fs::path& dataDir, Existing existing, const PayloadCodec& codec)
{
    LOCUS_TRY_VALUE(manifest, verifyBackup(folder, codec));
    LOCUS_TRY(checkPositions(manifest));
    LOCUS_TRY(makeFolder(dataDir));
    LOCUS_TRY_VALUE(lock, ProcessLock::acquire(dataDir / "locusd.lock"));
    Restored restored;
    const bool wasUsed = holdsData(dataDir);
    if (wasUsed && existing == Existing::Refuse) {
        return conflict("backup.data_exists",
            dataDir.string()
                + " holds data already; name an empty folder, or say --replace to keep what is "
                  "there aside and put the backup in its place");
    }
    LOCUS_TRY(copyAllIn(folder, dataDir, manifest));
    std::error_code failure;
    LOCUS_TRY(writeFileAtomically(
        dataDir / unfinishedMark, fs::absolute(folder, failure).string(), true));
    if (wasUsed) {
        restored.keptAside = asideOf(dataDir);
        LOCUS_TRY(makeFolder(restored.keptAside));
        LOCUS_TRY(keepAside(dataDir, restored.keptAside, keysFile));
        LOCUS_TRY(keepAside(dataDir, restored.keptAside, busFile));
        LOCUS_TRY(keepAside(dataDir, restored.keptAside, storeFile));
    }
    LOCUS_TRY(takePlaces(dataDir, manifest));
    LOCUS_TRY(removeMark(dataDir));
    restored.manifest = std::move(manifest);
    return restored;
}

} // namespace locus::backup
