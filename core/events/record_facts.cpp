// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/events/record_facts.h"

#include "core/base/json_writer.h"
#include "core/events/cloudevents.h"
#include "core/events/cloudevents_facts.h"
#include "core/events/envelope_attributes.h"
#include "core/events/json_members.h"
#include "core/events/registry_payload.h"
#include "core/events/schema_set.h"

#include <algorithm>
#include <initializer_list>

namespace locus::events {

namespace {

void textOrNull(JsonWriter& out, std::string_view name, std::string_view text)
{
    out.key(name);
    if (text.empty()) {
        out.null();
    } else {
        out.string(text);
    }
}

template <typename Number>
void numberOrNull(JsonWriter& out, std::string_view name, const std::optional<Number>& value)
{
    out.key(name);
    if (value) {
        out.number(*value);
    } else {
        out.null();
    }
}

// As sent: a number stays a number.
void memberOrNull(JsonWriter& out, std::string_view name, const JsonMember* member)
{
    out.key(name).raw(member ? member->raw : BytesView("null"));
}

void members(
    JsonWriter& out, const JsonMembers& from, std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names) {
        memberOrNull(out, name, from.find(name));
    }
}

void sessionOf(JsonWriter& out, const JsonMembers& value)
{
    const JsonMember* const data = value.find("data");
    JsonMembers inner;
    const bool isObject = data && data->kind == JsonKind::Object && inner.read(data->raw).ok();
    const JsonMember* const session = isObject ? inner.find("sessionId") : nullptr;
    memberOrNull(out, "sessionId", session ? session : value.find("sessionId"));
}

void eventOfFormat(JsonWriter& out, WireFormat format, const JsonMembers& value)
{
    out.beginObject().key("wireFormat");
    switch (format) {
    case WireFormat::W3:
        out.number(std::int64_t { 1 });
        members(out, value, { "eventType", "eventId" });
        sessionOf(out, value);
        break;
    case WireFormat::W4:
        out.number(std::int64_t { 2 });
        members(out, value, { "eventType", "eventId", "tenantId", "correlationId", "aggregateId" });
        break;
    case WireFormat::W5:
        out.number(std::int64_t { 3 });
        members(out, value, { "eventType", "eventId", "patientId", "status" });
        break;
    default: // the platform publisher's
        out.null();
        memberOrNull(out, "eventType", value.find("event_type"));
        memberOrNull(out, "eventId", value.find("event_id"));
    }
    out.endObject();
}

// The value alone decides: a CloudEvent in binary mode may carry an event of the domain.
bool eventFacts(JsonWriter& out, const WireRecord& record)
{
    JsonMembers value;
    out.key("event");
    const bool readable = record.value && value.read(*record.value).ok();
    const WireFormat format =
        readable && value.text("specversion").empty() ? domainFormat(value) : WireFormat::None;
    if (format == WireFormat::None) {
        out.null();
    } else {
        eventOfFormat(out, format, value);
    }
    return format != WireFormat::None;
}

void indexes(JsonWriter& out, const std::vector<std::int64_t>& values)
{
    out.key("messageIndexes");
    if (values.empty()) {
        out.null();
        return;
    }
    out.beginArray();
    for (const std::int64_t value : values) {
        out.number(value);
    }
    out.endArray();
}

std::uint64_t bigEndian(BytesView bytes)
{
    std::uint64_t out = 0;
    for (const char c : bytes) {
        out = (out << 8U) | static_cast<unsigned char>(c);
    }
    return out;
}

void decodedFacts(JsonWriter& out, const WireRecord& record, const RegistryPayload& payload,
    const SchemaSet* schemas)
{
    const auto decoded = schemas && record.value && !payload.format.empty()
        ? schemas->decode(*record.value, payload)
        : std::nullopt;
    textOrNull(out, "schemaFile", decoded ? decoded->schemaFile : std::string());
    textOrNull(out, "messageName", decoded ? decoded->messageName : std::string());
    out.key("decoded").raw(decoded ? BytesView(decoded->json) : BytesView("null"));
}

bool frameFacts(JsonWriter& out, const WireRecord& record, const SchemaSet* schemas)
{
    const RegistryFrame frame = recogniseFrame(record).value_or(RegistryFrame {});
    const bool certain = !frame.framing.empty() && frame.framing != "ambiguous";
    const RegistryPayload payload =
        certain ? readRegistryPayload(record, frame) : RegistryPayload {};
    const auto contentId = record.header("apicurio.value.contentId");
    const auto encoding = record.header("apicurio.value.encoding");
    textOrNull(out, "framing", frame.framing);
    numberOrNull(out, "headerBytes",
        certain ? std::optional<std::uint64_t>(payload.headerBytes) : std::nullopt);
    numberOrNull(out, "schemaId", frame.schemaId);
    textOrNull(out, "schemaGuid", frame.schemaGuid);
    indexes(out, payload.messageIndexes);
    textOrNull(out, "format", payload.format);
    textOrNull(
        out, "fingerprint", frame.fingerprint ? std::to_string(*frame.fingerprint) : std::string());
    numberOrNull(out, "bytesReadAsSchemaId",
        frame.framing == "ambiguous"
            ? std::optional<std::uint64_t>(bigEndian(record.value->substr(1, 4)))
            : std::nullopt);
    numberOrNull(out, "headerContentId",
        contentId && contentId->size() == 8 ? std::optional<std::uint64_t>(bigEndian(*contentId))
                                            : std::nullopt);
    textOrNull(out, "payloadEncoding", encoding.value_or(BytesView()));
    decodedFacts(out, record, payload, schemas);
    return certain;
}

void keyFacts(JsonWriter& out, const WireRecord& record)
{
    WireRecord key { record.topic, record.partition, record.offset, 0, {}, record.key, {} };
    const RegistryFrame frame = recogniseFrame(key).value_or(RegistryFrame {});
    textOrNull(out, "keyFraming", frame.framing);
    numberOrNull(out, "keySchemaId", frame.schemaId);
}

} // namespace

RecordKind writeRecordFacts(
    JsonWriter& out, const WireRecord& record, WireDecoder& decoder, const SchemaSet* schemas)
{
    RecordKind kind;
    out.key("topic").string(record.topic);
    out.key("partition").number(std::int64_t { record.partition });
    out.key("offset").number(record.offset);
    out.key("tombstone").boolean(!record.value);
    kind.isEvent = eventFacts(out, record);
    kind.isCloudEvent = writeCloudEventFacts(out, record);
    kind.isFramed = frameFacts(out, record, schemas);
    keyFacts(out, record);
    const auto decoded = decoder.decode(record);
    textOrNull(out, "reason", decoded.ok() ? decoded->reason : decoded.error().code);
    return kind;
}

// Line breaks stand between the tokens of valid JSON only.
Bytes onOneLine(Bytes json)
{
    std::replace_if(
        json.begin(), json.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return json;
}

Bytes recordFacts(const WireRecord& record, WireDecoder& decoder, const SchemaSet* schemas)
{
    JsonWriter out(1024);
    out.beginObject();
    writeRecordFacts(out, record, decoder, schemas);
    out.endObject();
    return onOneLine(std::move(out).take());
}

} // namespace locus::events
