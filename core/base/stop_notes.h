// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/instant.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace locus {

// Why cores of a data folder stopped or did not start: a line each in its stops.log, appended, so
// that whoever finds no core hears the reason and the next core can count it. Nothing here fails:
// a note that cannot be written is not there.
struct StopNote
{
    Instant at;
    std::string code;
    std::string message;
};

void noteStop(const std::filesystem::path& folder, Instant at, const Error& error);
// A core began to serve; what was noted before is over. Keeps the file below 64 KiB.
void noteStart(const std::filesystem::path& folder, Instant at);
// The latest reason since the last noteStart(). A second core that was refused stopped nothing.
std::optional<StopNote> lastStop(const std::filesystem::path& folder);
// By code, of what the file still has.
std::map<std::string, std::uint64_t> stopCounts(const std::filesystem::path& folder);

} // namespace locus
