// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace locus {

struct FileDigest
{
    std::uint64_t bytes = 0;
    std::string sha256; // 64 lower-case hexadecimal digits
};

// Reads the file in pieces, whatever its size. Errors: not_found "file.missing", retriable
// "file.unreadable".
Result<FileDigest> digestOf(const std::filesystem::path& path);

} // namespace locus
