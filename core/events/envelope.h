// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/instant.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace locus::events {

enum class Severity : std::uint8_t
{
    Critical,
    High,
    Normal,
    Low
};
enum class PhiClass : std::uint8_t
{
    None,
    Possible,
    Direct
};

// An event as Locus knows it, whatever it looked like on the wire (wire_record.h).
// CloudEvents 1.0 attributes by their names; empty means absent. Ids are text because other
// systems' ids need not be UUIDs.
struct Envelope
{
    std::string id;
    std::string source;
    std::string type; // canonical Entity.Action, or the unknown name as it came
    bool knownType = true; // false: not in the catalogue; kept, stored, shown and passed by
    std::string subject;
    Instant time;
    Instant recordedTime;
    std::string dataSchema;
    std::string tenantId;
    std::string aggregateType;
    std::string aggregateId;
    std::uint64_t streamVersion = 0; // 0: not stated
    std::string correlationId;
    std::string causationId;
    std::string actor;
    std::string onBehalfOf;
    std::string partitionKey;
    std::string traceParent;
    Severity severity = Severity::Normal;
    PhiClass phiClass = PhiClass::Direct;
    bool replayed = false;
    std::vector<std::pair<std::string, std::string>> extensions {}; // other attributes, kept
    Bytes data {}; // the payload as JSON text (an object, unless the source sent another value)
    std::string dataContentType {}; // as the source stated it; empty: JSON
    bool dataBase64 = false; // data is a JSON text that holds octets in base64
};

} // namespace locus::events
