// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/system_messages.h"

#include <vector>

namespace locus::backup {
struct Integrity;
}
namespace locus::metrics {
class Registry;
}

namespace locus::service {

// "degraded" if a file is damaged or cannot be read: the core serves on what is whole.
protocol::HealthCheck integrityHealth(const std::vector<backup::Integrity>& files);

// store_integrity_ok by file; absent until a file was checked.
void measureIntegrity(const std::vector<backup::Integrity>& files, metrics::Registry& registry);

} // namespace locus::service
