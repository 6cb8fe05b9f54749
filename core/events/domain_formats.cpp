// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/events/envelope_attributes.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace locus::events {

namespace {

constexpr std::array<std::string_view, 3> flatIds { "taskInstanceId", "orderId",
    "workflowInstanceId" };
constexpr std::array<std::string_view, 4> flatNames { "HEALTH_CHECK", "PERFORMANCE_METRIC",
    "ERROR_REPORT", "AUDIT_EVENT" };

bool isFlat(const JsonMembers& members)
{
    const std::string_view type = members.text("eventType");
    return std::find(flatNames.begin(), flatNames.end(), type) != flatNames.end()
        || std::any_of(flatIds.begin(), flatIds.end(),
            [&](std::string_view name) { return !members.text(name).empty(); });
}

// Names in a format's own spelling, each with the attribute it stands for.
using Mapping = std::initializer_list<std::pair<std::string_view, std::string_view>>;

std::string_view mapped(const Mapping& mapping, std::string_view name)
{
    for (const auto& [from, to] : mapping) {
        if (from == name) {
            return to;
        }
    }
    return {};
}

Status setMember(Envelope& out, std::string_view attribute, const JsonMember& member)
{
    if (member.kind == JsonKind::Null) {
        return {};
    }
    const auto millis = member.kind == JsonKind::Number ? toInt(member.raw) : std::nullopt;
    if (attribute == "time" && millis) {
        if (!isWritableMillis(*millis)) {
            return poison("event.unreadable_time", "a time of the event is beyond the year 9999")
                .with("field", std::string(member.name));
        }
        out.time = fromMillis(*millis);
        return {};
    }
    return setAttribute(out, attribute, member.text);
}

Status readMapped(Envelope& out, const JsonMembers& members, const Mapping& mapping)
{
    for (const JsonMember& member : members.all()) {
        const std::string_view attribute = mapped(mapping, member.name);
        if (attribute == "data") {
            out.data = member.raw;
            continue;
        }
        LOCUS_TRY(setMember(out, attribute.empty() ? member.name : attribute, member));
    }
    return {};
}

Status readMetadata(Envelope& out, const JsonMembers& members, JsonMembers& scratch)
{
    const JsonMember* const metadata = members.find("metadata");
    if (!metadata || metadata->kind != JsonKind::Object) {
        return {};
    }
    LOCUS_TRY(scratch.read(metadata->raw));
    out.source = scratch.text("source");
    out.actor = scratch.text("userId");
    return {};
}

// The entity that a flat event is about: by its name's first word, else the first id it has.
void nameEntity(Envelope& out, const JsonMembers& members)
{
    std::array<std::string_view, 4> order { "", "workflowInstanceId", "orderId", "taskInstanceId" };
    if (out.type.starts_with("TASK_")) {
        order[0] = "taskInstanceId";
    } else if (out.type.starts_with("ORDER_")) {
        order[0] = "orderId";
    }
    for (const std::string_view name : order) {
        if (!members.text(name).empty()) {
            out.aggregateId = members.text(name);
            return;
        }
    }
    const std::string_view component = members.text("component");
    out.aggregateId = component.empty() ? members.text("service") : component;
}

Status readFlat(Envelope& out, const JsonMembers& members)
{
    const Mapping mapping { { "eventId", "id" }, { "eventType", "type" }, { "eventTime", "time" },
        { "timestamp", "time" }, { "source", "source" }, { "correlationId", "correlationid" },
        { "causationId", "causationid" }, { "tenantId", "tenantid" } };
    JsonWriter data(256);
    data.beginObject();
    for (const JsonMember& member : members.all()) {
        const std::string_view attribute = mapped(mapping, member.name);
        if (attribute.empty()) {
            data.key(member.name).raw(member.raw);
        } else {
            LOCUS_TRY(setMember(out, attribute, member));
        }
    }
    data.endObject();
    out.data = std::move(data).take();
    nameEntity(out, members);
    return {};
}

} // namespace

WireFormat domainFormat(const JsonMembers& members)
{
    const auto has = [&](std::string_view name) { return members.find(name) != nullptr; };
    if (has("event_type") && has("payload")) {
        return WireFormat::W6;
    }
    if (!has("eventType")) {
        return WireFormat::None;
    }
    if (has("eventTime") && (has("aggregateId") || has("eventVersion"))) {
        return WireFormat::W4;
    }
    if (has("timestamp") && has("data")) {
        return WireFormat::W3;
    }
    return isFlat(members) ? WireFormat::W5 : WireFormat::None;
}

Result<Envelope> readDomainEvent(
    WireFormat format, const JsonMembers& members, JsonMembers& scratch)
{
    Envelope out;
    out.phiClass = PhiClass::None; // until the catalogue has spoken
    switch (format) {
    case WireFormat::W3:
        LOCUS_TRY(readMapped(out, members,
            { { "eventId", "id" }, { "eventType", "type" }, { "timestamp", "time" },
                { "data", "data" } }));
        break;
    case WireFormat::W4:
        LOCUS_TRY(readMapped(out, members,
            { { "eventId", "id" }, { "eventType", "type" }, { "eventTime", "time" },
                { "data", "data" } }));
        LOCUS_TRY(readMetadata(out, members, scratch));
        break;
    case WireFormat::W6:
        LOCUS_TRY(readMapped(out, members,
            { { "event_id", "id" }, { "event_type", "type" }, { "timestamp", "time" },
                { "source_service", "source" }, { "payload", "data" } }));
        break;
    default: LOCUS_TRY(readFlat(out, members));
    }
    return out;
}

} // namespace locus::events
