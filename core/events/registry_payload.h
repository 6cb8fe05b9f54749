// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/events/registry_frame.h"

#include <vector>

namespace locus::events {

// What a framed payload shows of itself without its schema.
struct RegistryPayload
{
    std::string format; // "AVRO" "JSON" "PROTOBUF"; empty: it cannot be told
    std::size_t headerBytes = 0; // before the payload, Protobuf's message indexes counted
    std::vector<std::int64_t> messageIndexes; // Protobuf: the path to the message in its file
};

// The registry's clients write three formats. Valid JSON is JSON; message indexes followed by
// whole Protobuf fields are Protobuf; what is neither is Avro, which marks nothing. A content-type
// or Avro's own marks come first; an empty payload tells nothing.
RegistryPayload readRegistryPayload(const WireRecord& record, const RegistryFrame& frame);

} // namespace locus::events
