// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/events/cloudevents_facts.h"

#include "core/base/base64.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/events/cloudevents.h"
#include "core/events/json_members.h"

#include <algorithm>
#include <array>
#include <vector>

namespace locus::events {

namespace {

constexpr std::array<std::string_view, 8> coreNames { "specversion", "id", "source", "type",
    "subject", "time", "datacontenttype", "dataschema" };

struct Attribute
{
    std::string name;
    Bytes json; // the value as JSON
    std::string text;
};

struct CloudEvent
{
    std::vector<Attribute> attributes;
    std::string dataKind = "none";
    std::optional<Bytes> data;

    [[nodiscard]] const Attribute* find(std::string_view name) const
    {
        const auto found = std::find_if(attributes.begin(), attributes.end(),
            [&](const Attribute& attribute) { return attribute.name == name; });
        return found == attributes.end() ? nullptr : &*found;
    }
    [[nodiscard]] std::string_view contentType() const
    {
        const Attribute* const type = find("datacontenttype");
        return type ? std::string_view(type->text) : std::string_view();
    }
};

Bytes quoted(std::string_view text)
{
    JsonWriter out(text.size() + 2);
    out.string(text);
    return std::move(out).take();
}

// CloudEvents 0.3 called it schemaurl.
std::string currentName(std::string_view name)
{
    return std::string(name == "schemaurl" ? "dataschema" : name);
}

std::string kindOf(std::string_view contentType, BytesView data)
{
    const std::string type = toLower(trimmed(split(contentType, ';').front()));
    if (type.empty()) {
        const bool json = !data.empty() && checkJson(data).ok();
        return json ? "json" : !data.empty() && isUtf8(data) ? "text" : "bytes";
    }
    if (isJsonType(type)) {
        return "json";
    }
    if (type.find("avro") != std::string::npos) {
        return "avro";
    }
    const bool text =
        type.starts_with("text/") || type == "application/xml" || type.ends_with("+xml");
    return text && isUtf8(data) ? "text" : "bytes";
}

CloudEvent readBinary(const WireRecord& record)
{
    CloudEvent out;
    for (const auto& [name, value] : record.headers) {
        const bool isAttribute = name.starts_with("ce_");
        if (value && (isAttribute || name == "content-type")) {
            const std::string attribute =
                isAttribute ? currentName(std::string_view(name).substr(3)) : "datacontenttype";
            std::erase_if(
                out.attributes, [&](const Attribute& one) { return one.name == attribute; });
            out.attributes.push_back({ attribute, quoted(*value), toUtf8(*value) });
        }
    }
    if (record.value) {
        out.data = Bytes(*record.value);
        out.dataKind = kindOf(out.contentType(), *out.data);
    }
    return out;
}

void setStructuredData(CloudEvent& out, const JsonMember& member)
{
    const bool isText = member.kind == JsonKind::Text;
    if (member.name == "data_base64") {
        out.data = isText ? fromBase64(member.text) : std::nullopt;
        out.dataKind = out.data ? kindOf(out.contentType(), *out.data) : "none";
        return;
    }
    const bool json = !isText || isJsonType(out.contentType());
    out.data = Bytes(json ? member.raw : member.text);
    out.dataKind = json ? "json" : kindOf(out.contentType(), *out.data);
}

CloudEvent readStructured(const JsonMembers& value)
{
    CloudEvent out;
    std::vector<const JsonMember*> data;
    for (const JsonMember& member : value.all()) {
        if (member.kind == JsonKind::Null) {
            continue; // CloudEvents 1.0, JSON format: the same as absent
        }
        if (member.name == "data" || member.name == "data_base64") {
            data.push_back(&member);
        } else {
            out.attributes.push_back(
                { currentName(member.name), Bytes(member.raw), std::string(member.text) });
        }
    }
    for (const JsonMember* const member : data) {
        setStructuredData(out, *member);
    }
    return out;
}

void write(JsonWriter& out, const CloudEvent& event)
{
    out.key("cloudevent").beginObject();
    for (const std::string_view name : coreNames) {
        const Attribute* const attribute = event.find(name);
        out.key(name).raw(attribute ? BytesView(attribute->json) : BytesView("null"));
    }
    out.key("extensions").beginObject();
    for (const Attribute& attribute : event.attributes) {
        if (std::find(coreNames.begin(), coreNames.end(), attribute.name) == coreNames.end()) {
            out.key(attribute.name).raw(attribute.json);
        }
    }
    out.endObject().endObject();
    out.key("dataKind").string(event.dataKind).key("data_b64");
    if (event.data) {
        out.string(toBase64(*event.data));
    } else {
        out.null();
    }
}

} // namespace

bool writeCloudEventFacts(JsonWriter& out, const WireRecord& record)
{
    const CloudEventsMode declared = declaredMode(record);
    JsonMembers value;
    const bool readable = record.value && value.read(*record.value).ok();
    const bool binary = declared == CloudEventsMode::Binary;
    const bool structured = declared == CloudEventsMode::Structured
        || (!binary && readable && !value.text("specversion").empty());
    if (!binary && !structured) {
        for (const char* name : { "mode", "modeDeclared", "cloudevent", "dataKind", "data_b64" }) {
            out.key(name).null();
        }
        return false;
    }
    out.key("mode").string(binary ? "binary" : "structured");
    out.key("modeDeclared").boolean(declared != CloudEventsMode::None);
    if (binary || readable) {
        write(out, binary ? readBinary(record) : readStructured(value));
    } else {
        for (const char* name : { "cloudevent", "dataKind", "data_b64" }) {
            out.key(name).null();
        }
    }
    return true;
}

} // namespace locus::events
