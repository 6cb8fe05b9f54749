// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/people/role.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace locus::cli {

struct Context;

// "clinician, operator". Errors: invalid "usage".
Result<std::vector<people::Role>> rolesFrom(const std::string& words);

// Verbs of the group "people" about local accounts: list, first-admin, add, disable, enable,
// set-password, sign-in. Passwords are read from standard input, never from the command line.
void addAccountVerbs(CLI::App& group, Context& context);

} // namespace locus::cli
