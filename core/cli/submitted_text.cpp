// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/submitted_text.h"

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/genetics/vcf_reader.h"

#include <filesystem>
#include <iostream>
#include <iterator>

namespace locus::cli {

namespace {

constexpr std::size_t largestInput = 64UL * 1024 * 1024;

Result<Bytes> content(const std::vector<std::string>& inputs)
{
    std::error_code ignored;
    if (inputs.size() == 1 && inputs.front() == "-") {
        return Bytes(std::istreambuf_iterator<char>(std::cin), {});
    }
    if (inputs.size() == 1 && std::filesystem::is_regular_file(inputs.front(), ignored)) {
        return readFile(inputs.front(), largestInput);
    }
    return join(inputs, "\n");
}

} // namespace

Result<SubmittedText> submittedText(const std::vector<std::string>& inputs)
{
    LOCUS_TRY_VALUE(bytes, content(inputs));
    SubmittedText submitted;
    if (genetics::looksPacked(bytes)) {
        auto unpacked = genetics::unpack(bytes, largestInput);
        if (unpacked.damage) {
            submitted.damage = genetics::sentenceOf(*unpacked.damage);
        }
        bytes = std::move(unpacked.text);
    }
    submitted.text = toUtf8(bytes);
    if (trimmed(submitted.text).empty()) {
        return invalid("input.empty",
            submitted.damage.value_or("there is nothing to submit: the input is empty"));
    }
    return submitted;
}

} // namespace locus::cli
