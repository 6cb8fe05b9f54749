// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/audit_record.h"

#include <optional>
#include <string_view>

namespace locus::people {

// The one table of the calls that show patients' data, or the trail itself, and so are answered
// only when a record of them is on the disk. Commands are recorded by the core loop, with what they
// do. Nothing: the call shows no such thing.
std::optional<AuditKind> auditedAs(std::string_view method);

} // namespace locus::people
