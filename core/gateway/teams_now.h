// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/reader_thread.h"
#include "core/people/team.h"

#include <vector>

namespace locus::gateway {

// All teams and departments that are not removed; none where the core keeps none. Thread contract:
// the reader thread.
Result<std::vector<people::Team>> teamsNow(ReadPorts& ports);

} // namespace locus::gateway
