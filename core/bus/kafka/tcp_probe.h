// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <string>

namespace locus::bus::kafka {

// Asks the system for the address of `host`. Blocks as long as the resolver does. Errors: retriable
// "bus.name_unknown".
Status resolveName(const std::string& host);

// Opens a TCP connection and closes it at once. Errors: as resolveName(), retriable
// "bus.unreachable".
Status probeTcp(
    const std::string& host, const std::string& port, std::chrono::milliseconds timeout);

} // namespace locus::bus::kafka
