// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/sealing_state.h"
#include "core/protocol/system_messages.h"
#include "core/sealing/sealed_folder.h"

#include <filesystem>
#include <thread>

namespace locus::store {
class Store;
}

namespace locus::service {

struct Options;

// Errors: those of MasterKey::load() and KeyRing::open(), fatal "sealing.ring_lost" (the store was
// sealed, and keys.sqlite is gone).
Result<sealing::SealedFolder> openSealing(const Options& options,
    const std::filesystem::path& dataDir, const sealing::FolderParts& parts);

// Remembers in the store which ring it was sealed with, and while nothing is sealed, that there is
// something to seal later. Errors: fatal "sealing.ring_lost" (it is another one).
Status noteRing(store::Store& store, const sealing::SealedFolder& folder);

// Seals what an embedded log holds of before sealing was on; killed in the middle each record is
// old or new. Before the bus is opened. Errors: those of the log.
Status sealLog(
    store::Store& store, const sealing::SealedFolder& folder, const std::filesystem::path& file);

// A thread that goes on with a rotation of the master key that was cut off, in slices; none: there
// is nothing to do. `ring` outlives it.
std::jthread goOnRotating(sealing::KeyRing& ring);

// "sealing": degraded while keys of erased people wait, rows stand in the clear, or the ring does
// not read; down for nobody. Figures: erasuresWaiting, sealedRows, and isSealing 0 or 1.
protocol::HealthCheck sealingHealth(
    const sealing::SealedFolder& folder, const pipeline::SealingState& state);

} // namespace locus::service
