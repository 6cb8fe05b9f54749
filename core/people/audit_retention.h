// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <chrono>

namespace locus::people {

// HIPAA 164.316(b)(2)(i): six years; leap days included.
inline constexpr auto auditKept = std::chrono::hours(24 * (6 * 365 + 2));

} // namespace locus::people
