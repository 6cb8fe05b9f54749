// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string_view>

namespace locus::cli {

struct Context;
class Session;

// FHIR R5 Patient resources into the directory: one JSON object, a Bundle of them, or one a line
// (NDJSON). Who is there already is changed to what the resource says, all others are registered;
// links "replaced-by" become merges once everybody is there. Goes on behind what is refused, each
// with its line, and says how many. Errors: invalid "usage" (no resource at all); refused
// "patients.import" when some were not taken.
Status importPatients(Session& session, Context& context, std::string_view text);

} // namespace locus::cli
