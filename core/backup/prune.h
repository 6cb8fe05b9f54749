// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backup/history.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace locus::backup {

struct Pruned
{
    std::vector<MadeBackup> made; // what is left of what was made
    std::vector<std::string> removed; // names of folders
    std::vector<std::string> notRemoved; // a sentence each
};

// Takes the oldest of `made` in the folder `into` away until `keep` (0: all) verified ones are
// left, and unverified ones that are older than a verified one. A folder goes only if nothing is in
// it but the files of a backup; what is not in `made` or lies elsewhere is not looked at.
Pruned prune(std::vector<MadeBackup> made, const std::filesystem::path& into, std::size_t keep);

} // namespace locus::backup
