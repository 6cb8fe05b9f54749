// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/events/captured_record.h"

#include <filesystem>
#include <functional>

namespace locus::cli {

struct Context;

// The captured records of a file, one a line, in order. A line that is none is named on `err`, the
// others are read all the same. Errors: those of readFile; invalid "records.malformed".
Status forEachCapturedRecord(Context& context, const std::filesystem::path& file,
    const std::function<void(events::CapturedRecord)>& take);

} // namespace locus::cli
