// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/sealing_setup.h"

#include "core/base/data_files.h"
#include "core/base/log.h"
#include "core/backup/manifest.h"
#include "core/bus/embedded/log_reseal.h"
#include "core/service/options.h"
#include "core/store/database.h"
#include "core/store/meta.h"
#include "core/store/resealing.h"
#include "core/store/store.h"

#include <chrono>
#include <stop_token>

namespace locus::service {

namespace {

namespace fs = std::filesystem;

constexpr const char* ringName = "key_ring"; // in the store's meta
constexpr const char* logName = "sealed_log"; // the same, once nothing of the log is in the clear
constexpr std::chrono::milliseconds betweenSlices { 20 };

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
    const auto newKey =
        wanted.masterKey == "keychain" ? sealing::KeyPlace::Keychain : sealing::KeyPlace::File;
    return sealing::openFolder(dataDir, { wanted.masterKeyFile, wanted.erasedList, newKey },
        seals ? sealing::Want::Seal : sealing::Want::ReadOnly, parts);
}

Status noteRing(store::Store& store, const sealing::SealedFolder& folder)
{
    if (!folder.codec->seals()) {
        LOCUS_TRY(store::Resealing::forget(store));
        LOCUS_TRY(store.meta.set(logName, {}));
    }
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

Status sealLog(store::Store& store, const sealing::SealedFolder& folder, const fs::path& file)
{
    LOCUS_TRY_VALUE(known, store.meta.get(logName));
    if (!folder.codec->seals() || known == folder.ring->id()) {
        return {};
    }
    if (fs::exists(file)) {
        log::info("sealing.log_begun");
        LOCUS_TRY(bus::embedded::resealLog(file, *folder.codec));
    }
    return store.meta.set(logName, folder.ring->id());
}

std::jthread goOnRotating(sealing::KeyRing& ring)
{
    return std::jthread([&ring](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            const auto more = ring.goOnRotating();
            if (!more.ok()) {
                log::error("sealing.rotation_failed", { { "code", more.error().code } });
            }
            if (!more.ok() || !*more) {
                return;
            }
            std::this_thread::sleep_for(betweenSlices);
        }
    });
}

protocol::HealthCheck sealingHealth(
    const sealing::SealedFolder& folder, const pipeline::SealingState& state)
{
    protocol::HealthCheck check;
    check.name = "sealing";
    check.status = "up";
    check.figures["seals"] = folder.codec->seals() ? 1 : 0;
    check.figures["erasuresWaiting"] = static_cast<double>(state.erasures);
    check.figures["isSealing"] = state.isSealing ? 1 : 0;
    const store::Resealed& rows = state.sealed;
    check.figures["sealedRows"] = static_cast<double>(
        rows.patients + rows.analyses + rows.events + rows.letters + rows.others);
    if (!folder.codec->seals()) {
        check.detail =
            folder.ring ? "off: what is stored now stands in the clear" : "off: nothing is sealed";
        return check;
    }
    check.detail = "master key in " + folder.ring->masterKey();
    if (state.isSealing) {
        check.detail += "; what was stored before sealing is being sealed";
    }
    if (state.erasures > 0) {
        check.detail += "; " + std::to_string(state.erasures)
            + " keys of erased people could not be taken away yet";
    }
    if (!state.trouble.empty()) {
        check.detail += "; " + state.trouble;
    }
    const Status reads = folder.ring->check();
    if (!reads.ok()) {
        check.detail += "; " + reads.error().code + ": " + reads.error().message;
    }
    if (!reads.ok() || state.isSealing || state.erasures > 0 || !state.trouble.empty()) {
        check.status = "degraded";
    }
    return check;
}

} // namespace locus::service
