// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/events/schema_set.h"

#include "core/events/json_members.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace locus::events {

namespace {

// A JSON value is its own content; the schema only tells whether it is this one's.
class JsonSchema final : public PayloadSchema
{
public:
    explicit JsonSchema(std::vector<std::string> required)
        : m_required(std::move(required))
    { }
    [[nodiscard]] std::string_view format() const override { return "JSON"; }
    [[nodiscard]] std::optional<DecodedPayload> decode(
        BytesView payload, const std::vector<std::int64_t>&) const override
    {
        JsonMembers members;
        const bool fits = members.read(payload).ok()
            && std::all_of(m_required.begin(), m_required.end(),
                [&](const std::string& name) { return members.find(name) != nullptr; });
        return fits ? std::optional(DecodedPayload { {}, {}, Bytes(payload) }) : std::nullopt;
    }

private:
    std::vector<std::string> m_required;
};

} // namespace

Result<std::unique_ptr<PayloadSchema>> readJsonSchema(BytesView text)
{
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object()) {
        return invalid("schemas.unreadable", "a JSON schema must be a JSON object");
    }
    std::vector<std::string> required;
    if (const auto found = json.find("required"); found != json.end()) {
        for (const nlohmann::json& name : *found) {
            if (name.is_string()) {
                required.push_back(name.get<std::string>());
            }
        }
    }
    return std::unique_ptr<PayloadSchema>(std::make_unique<JsonSchema>(std::move(required)));
}

Result<SchemaSet> SchemaSet::read(const std::vector<SchemaText>& texts)
{
    SchemaSet out;
    for (const SchemaText& one : texts) {
        const auto readAs = one.name.ends_with(".avsc") ? readAvroSchema
            : one.name.ends_with(".json")               ? readJsonSchema
            : one.name.ends_with(".proto")              ? readProtobufSchema
                                                        : nullptr;
        if (!readAs) {
            continue;
        }
        auto schema = readAs(one.text);
        if (!schema.ok()) {
            return invalid("schemas.unreadable", one.name + ": " + schema.error().message);
        }
        out.m_schemas.push_back({ one.name, std::move(*schema) });
    }
    return out;
}

std::optional<DecodedPayload> SchemaSet::decode(
    BytesView value, const RegistryPayload& payload) const
{
    std::optional<DecodedPayload> out;
    if (value.size() <= payload.headerBytes) {
        return out;
    }
    for (const Named& one : m_schemas) {
        if (one.schema->format() != payload.format) {
            continue;
        }
        auto decoded =
            one.schema->decode(value.substr(payload.headerBytes), payload.messageIndexes);
        if (decoded && out) {
            return std::nullopt;
        }
        if (decoded) {
            decoded->schemaFile = one.name;
            out = std::move(decoded);
        }
    }
    return out;
}

} // namespace locus::events
