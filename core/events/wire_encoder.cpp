// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/events/wire_encoder.h"

#include "core/base/base64.h"
#include "core/base/json_writer.h"
#include "core/events/catalogue.h"
#include "core/events/json_members.h"

namespace locus::events {

namespace {

constexpr std::size_t usualAttributes = 800; // octets

// Calls put(name, text, quoted) for every attribute that the event has, in the order of the
// contract.
template <typename Put> void forEachAttribute(const Envelope& e, const Put& put)
{
    const auto text = [&](std::string_view name, std::string_view value) {
        if (!value.empty()) {
            put(name, value, true);
        }
    };
    const auto time = [&](std::string_view name, Instant value) {
        if (toMicros(value) != 0) {
            put(name, toRfc3339(value), true);
        }
    };
    text("id", e.id);
    text("source", e.source);
    text("type", e.type);
    text("subject", e.subject);
    time("time", e.time);
    time("recordedtime", e.recordedTime);
    text("dataschema", e.dataSchema);
    text("datacontenttype", e.dataContentType);
    text("tenantid", e.tenantId);
    text("aggregatetype", e.aggregateType);
    text("aggregateid", e.aggregateId);
    if (e.streamVersion > 0) {
        put("streamversion", std::to_string(e.streamVersion), false);
    }
    text("correlationid", e.correlationId);
    text("causationid", e.causationId);
    text("actor", e.actor);
    text("onbehalfof", e.onBehalfOf);
    text("partitionkey", e.partitionKey);
    text("traceparent", e.traceParent);
    text("severity", toString(e.severity));
    text("phiclass", toString(e.phiClass));
    if (e.replayed) {
        put("replayed", "true", false);
    }
    for (const auto& [name, value] : e.extensions) {
        text(name, value);
    }
}

std::optional<Bytes> keyOf(const Envelope& envelope)
{
    return envelope.partitionKey.empty() ? std::nullopt : std::optional(envelope.partitionKey);
}

// The payload as the binary mode carries it: octets and texts bare, everything else as JSON.
std::optional<Bytes> binaryValue(const Envelope& envelope)
{
    if (envelope.data.empty()) {
        return std::nullopt;
    }
    const bool bareText =
        envelope.dataContentType.starts_with("text/") && envelope.dataContentType != "text/json";
    if (!envelope.dataBase64 && !bareText) {
        return envelope.data;
    }
    JsonMembers reader;
    if (!reader.read("{\"data\":" + envelope.data + "}").ok()) {
        return envelope.data;
    }
    const std::string_view text = reader.text("data");
    if (!envelope.dataBase64) {
        return Bytes(text);
    }
    auto octets = fromBase64(text);
    return octets ? std::move(octets) : std::optional(envelope.data);
}

} // namespace

Bytes structuredValue(const Envelope& envelope)
{
    JsonWriter out(envelope.data.size() + usualAttributes);
    out.beginObject().key("specversion").string("1.0");
    forEachAttribute(envelope, [&](std::string_view name, std::string_view value, bool quoted) {
        quoted ? out.member(name, value) : out.key(name).raw(value);
    });
    if (!envelope.data.empty()) {
        out.key(envelope.dataBase64 ? "data_base64" : "data").raw(envelope.data);
    }
    out.endObject();
    return std::move(out).take();
}

EncodedRecord encodeStructured(const Envelope& envelope)
{
    EncodedRecord record { keyOf(envelope), structuredValue(envelope), {} };
    record.headers = { { "content-type", "application/cloudevents+json" }, { "ce_id", envelope.id },
        { "ce_type", envelope.type } };
    if (!envelope.traceParent.empty()) {
        record.headers.emplace_back("traceparent", envelope.traceParent);
    }
    return record;
}

EncodedRecord encodeBinary(const Envelope& envelope)
{
    EncodedRecord record { keyOf(envelope), binaryValue(envelope), {} };
    record.headers.emplace_back("ce_specversion", "1.0");
    if (!envelope.data.empty() && !envelope.dataBase64 && envelope.dataContentType.empty()) {
        record.headers.emplace_back("content-type", "application/json");
    }
    forEachAttribute(envelope, [&](std::string_view name, std::string_view value, bool) {
        const bool isContentType = name == "datacontenttype";
        record.headers.emplace_back(
            isContentType ? "content-type" : "ce_" + std::string(name), Bytes(value));
    });
    if (!envelope.traceParent.empty()) {
        record.headers.emplace_back("traceparent", envelope.traceParent);
    }
    return record;
}

} // namespace locus::events
