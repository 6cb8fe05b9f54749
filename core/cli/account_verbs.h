// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace locus::cli {

struct Context;

// Verbs of the group "people" about local accounts: list, first-admin, add, disable, enable,
// set-password, sign-in. Passwords are read from standard input, never from the command line.
void addAccountVerbs(CLI::App& group, Context& context);

} // namespace locus::cli
