// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace locus::sqlite {
class SlicedCheck;
}

namespace locus::bus::embedded {

// End offset of each partition, by topic and number.
using LogEnds = std::map<std::pair<std::string, std::int32_t>, std::int64_t>;

// Writes the log as of one commit to the new file `to`, durably and closed, while another process
// may go on appending: reads through a connection of its own, never checkpoints. Errors: fatal
// "bus.wrong_file", "bus.newer_file", others as sqlite::sqliteError().
Result<LogEnds> copyLog(const std::filesystem::path& from, const std::filesystem::path& to);

// Everything that SQLite and the segments' checksums can tell about a file; slow. Errors: as
// copyLog(), fatal "bus.damaged" naming what is wrong.
Status checkLogIntegrity(const std::filesystem::path& file);
// The same in slices, but for what compares an index with its table.
Result<std::unique_ptr<sqlite::SlicedCheck>> checkLogInSlices(const std::filesystem::path& file);

} // namespace locus::bus::embedded
