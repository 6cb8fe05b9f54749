// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace locus::cli {

struct Context;

// Verbs of the group "people" about emergency access (break-glass) and requests that need a second
// person (approvals). They belong to the session of --token-file.
void addRightsVerbs(CLI::App& group, Context& context);

} // namespace locus::cli
