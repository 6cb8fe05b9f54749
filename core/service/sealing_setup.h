// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sealing/sealed_folder.h"

#include <filesystem>

namespace locus::store {
class Store;
}

namespace locus::service {

struct Options;

// Errors: those of MasterKey::load() and KeyRing::open(), fatal "sealing.ring_lost" (the store was
// sealed, and keys.sqlite is gone).
Result<sealing::SealedFolder> openSealing(const Options& options,
    const std::filesystem::path& dataDir, const sealing::FolderParts& parts);

// Remembers in the store which ring it was sealed with. Errors: fatal "sealing.ring_lost" (it is
// another one).
Status noteRing(store::Store& store, const sealing::SealedFolder& folder);

} // namespace locus::service
