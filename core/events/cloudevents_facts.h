// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/events/wire_record.h"

namespace locus {
class JsonWriter;
}

namespace locus::events {

// Members mode, modeDeclared, cloudevent, dataKind, data_b64 of an object that `out` is writing:
// the CloudEvents attributes as they were sent, unresolved; all null for a record that is none.
// Returns whether it is one.
bool writeCloudEventFacts(JsonWriter& out, const WireRecord& record);

} // namespace locus::events
