// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/captured_file.h"

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/cli/context.h"

#include <ostream>

namespace locus::cli {

namespace {

constexpr std::size_t largestFile = 512UL * 1024 * 1024;

} // namespace

Status forEachCapturedRecord(Context& context, const std::filesystem::path& file,
    const std::function<void(events::CapturedRecord)>& take)
{
    LOCUS_TRY_VALUE(content, readFile(file, largestFile));
    std::size_t number = 0;
    std::size_t refused = 0;
    for (const std::string_view line : split(content, '\n')) {
        ++number;
        if (trimmed(line).empty()) {
            continue;
        }
        auto record = events::readCapturedRecord(line);
        if (record.ok()) {
            take(std::move(*record));
        } else {
            ++refused;
            context.err << "locusctl: " << file.filename().string() << " line " << number << ": "
                        << record.error().message << '\n';
        }
    }
    if (refused > 0) {
        return invalid("records.malformed",
            std::to_string(refused) + " lines are not captured records; the others were read");
    }
    return {};
}

} // namespace locus::cli
