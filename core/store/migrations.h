// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <string_view>

namespace locus::store {

class Database;

// Called at named points; a test ends the process (or the run) there.
using KillPoint = std::function<void(std::string_view name)>;

inline constexpr std::int64_t applicationId = 0x4c435354; // "LCST" in the file's header
inline constexpr std::int64_t schemaVersion = 13;

// Brings the file to schemaVersion, one transaction a step: a crash leaves a whole version. Passes
// the point "in_migration" inside each step. Errors: fatal "store.newer_file".
Status migrate(Database& database, const KillPoint& killPoint);

// Errors: fatal "store.wrong_file", "store.newer_file" (this program cannot even read it).
Status checkVersion(Database& database);

} // namespace locus::store
