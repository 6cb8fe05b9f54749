// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/json_writer.h"
#include "core/base/result.h"
#include "core/genetics/annotation.h"

#include <nlohmann/json_fwd.hpp>

#include <string_view>

namespace locus::events {
class Reading;
}

namespace locus::analyses {

inline constexpr std::string_view malformed = "analyses.malformed"; // the code of every reader here

// One answer row as it travels. What no engine said has no member.

// Errors: invalid "row.neither_or_both", "row.no_engine": a row that says nothing, or that cannot
// name who said it, is not written.
Status checkRow(const genetics::AnnotationRow& row);
// REQUIRES: checkRow(row)
void writeRow(JsonWriter& out, const genetics::AnnotationRow& row);
// Errors: poison "analyses.malformed" with "field", and those of checkRow as poison.
Result<genetics::AnnotationRow> readRow(const nlohmann::json& value);
Result<genetics::AnnotationRow> readRow(events::Reading& in);

} // namespace locus::analyses
