// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace locus {

// What a child does between fork and exec, so that it ends with the thread that starts it, also
// where that one is killed; on Linux alone, elsewhere nothing. The result is async-signal-safe.
// Made by the process that forks.
std::function<void()> endWithParent();

} // namespace locus
