// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <string_view>

namespace locus::events {

// Judges the payload of a task, order, workflow or system event of the workflow design (contracts,
// section 5): its ids, kinds, ranges and words; further members are free. The payload of any other
// type passes, for whoever owns the type judges it (core/analyses/analyses_codec.h). `type` is
// canonical, `data` a JSON object. Errors: invalid "event.payload" whose sentence and facts say
// "type", "path" (JSON pointer), "found" and "allowed"; none repeats text of the payload. Any
// thread.
Status checkPayload(std::string_view type, BytesView data);

} // namespace locus::events
