// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstddef>
#include <filesystem>

namespace locus {

// Whole file in memory. Errors: not_found "file.missing", refused "file.too_large" (over `cap`),
// retriable "file.unreadable".
Result<Bytes> readFile(const std::filesystem::path& path, std::size_t cap);

// Replaces the file as a whole, durably: a crash leaves the old or the new content. With
// `onlyOwner` the file can be read by its owner alone from its first moment (0600). Errors:
// retriable "file.unwritable".
Status writeFileAtomically(
    const std::filesystem::path& path, BytesView content, bool onlyOwner = false);

} // namespace locus
