// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/events/wire_record.h"

#include <cstdint>
#include <optional>
#include <string>

namespace locus::events {

// How a schema registry's client marked a value. Ids are stated, not resolved.
struct RegistryFrame
{
    std::string framing; // "confluent" "confluent-header" "apicurio-8-byte" "apicurio-header"
                         // "avro-single-object" "avro-container" "ambiguous"
    std::size_t headerBytes = 0; // before the payload; message indexes of Protobuf not counted
    std::optional<std::int64_t> schemaId;
    std::string schemaGuid;
    std::optional<std::uint64_t> fingerprint; // Avro's CRC-64 of the schema
};

// Nothing where no frame can be seen. A value of exactly eight octets is a number of Kafka's own
// serializers, and an id above 16,777,215 is "ambiguous": text or a number may begin like it.
std::optional<RegistryFrame> recogniseFrame(const WireRecord& record);

} // namespace locus::events
