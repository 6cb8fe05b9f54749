// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/people/team.h"

#include <string>

namespace CLI {
class App;
}

namespace locus::cli {

struct Context;
class Session;

// Verbs of the group "people" about emergency access (break-glass) and requests that need a second
// person (approvals). They belong to the session of --token-file.
void addRightsVerbs(CLI::App& group, Context& context);
// And of "people teams".
void addTeamsVerbs(CLI::App& group, Context& context);
// The team or department of this name or id. Errors: not_found "people.unknown_team".
Result<people::TeamId> teamNamed(Session& session, const std::string& name);

} // namespace locus::cli
