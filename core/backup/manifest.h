// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/data_files.h"
#include "core/base/instant.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace locus::backup {

inline constexpr const char* manifestFile = "manifest.json";
// In a data folder: the backup that is being put into it.
inline constexpr const char* unfinishedMark = "restore-unfinished";
inline constexpr std::int64_t manifestFormat = 1;

struct SavedFile
{
    std::string name;
    std::uint64_t bytes = 0;
    std::string sha256;
};

// Where the store reads on, and where the saved bus ends.
struct SavedPosition
{
    static constexpr std::int64_t unknownEnd = -1; // the bus is not in the backup
    std::string topic;
    std::int32_t partition = 0;
    std::int64_t next = 0;
    std::int64_t busEnd = unknownEnd;

    // The saved bus lacks records that the store has read.
    [[nodiscard]] bool isBusBehind() const { return busEnd != unknownEnd && busEnd < next; }
    [[nodiscard]] std::int64_t unread() const { return busEnd > next ? busEnd - next : 0; }
};

struct Manifest
{
    std::string productVersion;
    std::int64_t storeFormat = 0;
    std::string installation;
    Instant createdAt; // nothing later than this is promised to be in it
    std::vector<SavedFile> files;
    std::vector<SavedPosition> positions;

    [[nodiscard]] Bytes toJson() const;
    // Errors: invalid "backup.bad_manifest", refused "backup.newer_format".
    static Result<Manifest> fromJson(BytesView text);
};

} // namespace locus::backup
