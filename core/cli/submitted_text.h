// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <optional>
#include <string>
#include <vector>

namespace locus::cli {

struct SubmittedText
{
    std::string
        text; // UTF-8; octets that were not are marked U+FFFD, and their line is refused by name
    std::optional<std::string>
        damage {}; // a sentence: a packed file ends too early; its whole lines are here
};

// What a person named on the command line as one text: the content of a file (gzip and BGZF
// unpacked), of standard input
// ("-"), or the notations themselves, one a line. Errors: those of readFile(), invalid
// "input.empty".
Result<SubmittedText> submittedText(const std::vector<std::string>& inputs);

} // namespace locus::cli
