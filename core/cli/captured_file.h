// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/events/captured_record.h"
#include "core/events/schema_set.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace CLI {
class App;
}

namespace locus::cli {

struct Context;

// The captured records of a file, one a line, in order. A line that is none is named on `err`, the
// others are read all the same. Errors: those of readFile; invalid "records.malformed".
Status forEachCapturedRecord(Context& context, const std::filesystem::path& file,
    const std::function<void(events::CapturedRecord)>& take);

// What a verb that reads captured records is given.
struct CapturedOptions
{
    std::filesystem::path records;
    std::filesystem::path schemas; // empty: the folder "schemas" beside the records, if it is there
};
std::shared_ptr<CapturedOptions> addCapturedOptions(CLI::App& verb);

// The schemas of the folder that the options name. Errors: those of readFile and SchemaSet::read;
// not_found "schemas.no_folder".
Result<events::SchemaSet> readSchemas(const CapturedOptions& options);

} // namespace locus::cli
