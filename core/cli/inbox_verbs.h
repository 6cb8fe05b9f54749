// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace locus::cli {

struct Context;

// Verbs of the group "dead-letters" that ask a core: list, show, stats, discard, edit, reveal.
void addInboxVerbs(CLI::App& group, Context& context);
// And redrive, runs, run, pause, resume, cancel.
void addRedriveVerbs(CLI::App& group, Context& context);

} // namespace locus::cli
