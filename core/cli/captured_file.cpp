// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/captured_file.h"

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/cli/context.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <ostream>

namespace locus::cli {

namespace {

constexpr std::size_t largestFile = 512UL * 1024 * 1024;
constexpr std::size_t largestSchema = 1UL << 20U;

} // namespace

Status forEachCapturedRecord(Context& context, const std::filesystem::path& file,
    const std::function<void(events::CapturedRecord)>& take)
{
    LOCUS_TRY_VALUE(content, readFile(file, largestFile));
    std::size_t number = 0;
    std::size_t taken = 0;
    std::size_t refused = 0;
    for (const std::string_view line : split(content, '\n')) {
        ++number;
        if (trimmed(line).empty()) {
            continue;
        }
        auto record = events::readCapturedRecord(line);
        if (record.ok()) {
            take(std::move(*record));
            ++taken;
        } else {
            ++refused;
            context.err << "locusctl: " << file.filename().string() << " line " << number << ": "
                        << record.error().message << '\n';
        }
    }
    if (refused > 0) {
        return invalid("records.malformed",
            std::to_string(refused)
                + (refused == 1 ? " line is not a captured record, "
                                : " lines are not captured records, ")
                + (taken == 0 ? "and there is no other" : "as named above; the others were read"));
    }
    return {};
}

std::shared_ptr<CapturedOptions> addCapturedOptions(CLI::App& verb)
{
    auto out = std::make_shared<CapturedOptions>();
    verb.add_option("--records", out->records, "Captured records, one JSON object a line")
        ->required()
        ->type_name("FILE");
    verb.add_option("--schemas", out->schemas,
            "Folder of .avsc, .json and .proto files for framed values; default: the folder "
            "schemas beside the records")
        ->type_name("DIR");
    return out;
}

Result<events::SchemaSet> readSchemas(const CapturedOptions& options)
{
    const bool isNamed = !options.schemas.empty();
    const std::filesystem::path folder =
        isNamed ? options.schemas : options.records.parent_path() / "schemas";
    std::error_code unreadable;
    std::vector<events::SchemaText> texts;
    for (const auto& entry : std::filesystem::directory_iterator(folder, unreadable)) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with(".avsc") || name.ends_with(".json") || name.ends_with(".proto")) {
            LOCUS_TRY_VALUE(text, readFile(entry.path(), largestSchema));
            texts.push_back({ name, std::move(text) });
        }
    }
    if (unreadable && isNamed) {
        return notFound("schemas.no_folder", "no folder " + folder.string() + " can be read");
    }
    std::sort(
        texts.begin(), texts.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return events::SchemaSet::read(texts);
}

} // namespace locus::cli
