// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/sealing_setup.h"

#include "core/base/data_files.h"
#include "core/backup/manifest.h"
#include "core/service/options.h"
#include "core/store/database.h"
#include "core/store/meta.h"
#include "core/store/store.h"

namespace locus::service {

namespace {

namespace fs = std::filesystem;

constexpr const char* ringName = "key_ring"; // in the store's meta

Error ringLost(const fs::path& file, const std::string& how)
{
    return fatal("sealing.ring_lost",
        "this store was sealed with the keys of " + file.string() + ", and " + how
            + "; put the file back, or restore a backup, which holds both");
}

// Before a new ring could stand in the place of the lost one.
Status checkNotLost(const fs::path& ring, const fs::path& storeFile)
{
    if (!fs::exists(storeFile)) {
        return {};
    }
    auto database = store::Database::open(storeFile, store::Access::Reader);
    if (!database.ok()) {
        return {}; // the store says that better itself
    }
    const auto known = store::Meta(*database).get(ringName);
    return known.ok() && !known->empty() ? Status(ringLost(ring, "it is gone")) : Status();
}

} // namespace

Result<sealing::SealedFolder> openSealing(
    const Options& options, const fs::path& dataDir, const sealing::FolderParts& parts)
{
    const auto& wanted = options.config.sealing;
    if (const fs::path ring = dataDir / keysFile; !fs::exists(ring)) {
        LOCUS_TRY(checkNotLost(ring, dataDir / storeFile));
    }
    // Sample data are deleted as a whole.
    const bool seals = wanted.enabled && !options.demo;
    return sealing::openFolder(dataDir, { wanted.masterKeyFile, wanted.erasedList },
        seals ? sealing::Want::Seal : sealing::Want::ReadOnly, parts);
}

Status noteRing(store::Store& store, const sealing::SealedFolder& folder)
{
    LOCUS_TRY_VALUE(known, store.meta.get(ringName));
    const std::string ring = folder.ring ? folder.ring->id() : std::string();
    if (known == ring) {
        return {};
    }
    if (known.empty()) {
        return store.meta.set(ringName, ring);
    }
    return ringLost(store.file().parent_path() / keysFile,
        ring.empty() ? "it is gone" : "the one that is there holds other keys");
}

} // namespace locus::service
