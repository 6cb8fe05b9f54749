// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace locus {

// Returns when the file's content is on the disk. Errors: retriable "file.unwritable".
Status syncFile(const std::filesystem::path& path);

} // namespace locus
