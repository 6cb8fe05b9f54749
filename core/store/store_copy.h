// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/offsets.h"

#include <filesystem>
#include <string>
#include <vector>

namespace locus::store {

struct StoreCopy
{
    std::string installationId;
    std::int64_t format = 0; // schema version of the file
    std::vector<StoredOffset> offsets; // where reading goes on, of the same commit
};

// Writes the store as of one commit to the new file `to`, durably and closed, while another process
// may go on writing to it: reads through a connection of its own, never checkpoints. Errors: those
// of opening; retriable "store.disk_full".
Result<StoreCopy> copyStore(const std::filesystem::path& from, const std::filesystem::path& to);

} // namespace locus::store
