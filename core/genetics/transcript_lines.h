// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/genetics/transcript.h"

#include <string>
#include <string_view>

namespace locus::genetics {

// One line of a bundle's models.tsv: the assembly and a transcript, tab separated, without line
// end.
struct ModelLine
{
    std::string assembly;
    Transcript transcript;
};
std::string writeModelLine(const ModelLine& line);
// Errors: invalid "reference.model_line".
Result<ModelLine> readModelLine(std::string_view text);

} // namespace locus::genetics
