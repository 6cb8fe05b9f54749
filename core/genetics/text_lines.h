// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <functional>
#include <string_view>

namespace locus::genetics {

// Calls `take` for each line of a file, plain or compressed with gzip or bgzip, without its line
// end; stops at the first error. Errors: not_found "file.missing", retriable "file.unreadable",
// those of `take`.
Status forEachLine(
    const std::filesystem::path& path, const std::function<Status(std::string_view)>& take);

} // namespace locus::genetics
