// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/uuid.h"

#include <cstdint>
#include <string>

namespace locus::bench {

// What all parts of bench_fanout agree on.
inline constexpr std::uint64_t fanoutTasks = 400;
inline constexpr std::uint64_t tasksFollowed = 20; // by each subscriber: 5 %
inline constexpr const char* fanoutStream = "tasks";

inline std::string fanoutTaskId(std::uint64_t number)
{
    return deriveUuid("fanout-task", fromMillis(1'750'000'000'000), std::to_string(number))
        .toString();
}

} // namespace locus::bench
