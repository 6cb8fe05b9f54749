// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/events/catalogue.h"
#include "core/events/json_members.h"
#include "core/events/wire_record.h"

#include <cstdint>
#include <string_view>

namespace locus::events {

// Sets a CloudEvents attribute by its name, in either spelling (correlationid, correlationId);
// what is not one of ours becomes an extension. Errors: poison "event.unreadable_time".
Status setAttribute(Envelope& envelope, std::string_view name, std::string_view value);
// Whether RFC 3339 can write the time: years 1 to 9999.
bool isWritableMillis(std::int64_t millis);
// A record's timestamp; the epoch where it has none, or one that RFC 3339 cannot write.
Instant recordTime(std::int64_t timestampMs);
// "traceParent" -> "traceparent": letters and digits only, as CloudEvents wants names.
std::string attributeName(std::string_view name);

// Gives the event its canonical type and what the catalogue knows about it. `scratch` reads the
// payload where a name stands for several events. Errors: poison "event.unreadable_status".
Status resolveType(Envelope& envelope, const Catalogue& catalogue, JsonMembers& scratch);
// What the record tells where the event does not: time, partition key, trace.
void fillFromRecord(Envelope& envelope, const WireRecord& record);
// Errors: poison "event.missing_attribute" naming the first of id, source, type that is empty.
Status requireMandatory(const Envelope& envelope);

// The domain formats W3 to W6. REQUIRES: `members` holds the record's value.
WireFormat domainFormat(const JsonMembers& members);
Result<Envelope> readDomainEvent(
    WireFormat format, const JsonMembers& members, JsonMembers& scratch);

} // namespace locus::events
