// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>

namespace locus {
class UuidSource;
}
namespace locus::pipeline {
class CommandPort;
}

namespace locus::service {

// Registers the fictional patients of the sample data that ships and submits their analyses as a
// clinician would, through the same commands. Returns how many analyses were handed over; their
// answers come later. Errors: those of reading resources/demo/submissions.json.
Result<std::size_t> submitDemoData(pipeline::CommandPort& commands, UuidSource& ids);

} // namespace locus::service
