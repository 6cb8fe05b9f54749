// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/events/registry_payload.h"

#include <memory>
#include <string>
#include <vector>

namespace locus::events {

struct SchemaText
{
    std::string name; // a file's name; its ending tells the kind: .avsc .json .proto
    Bytes text;
};

struct DecodedPayload
{
    std::string schemaFile;
    std::string messageName; // Protobuf's full name; else empty
    Bytes json; // octets of Avro as {"bytes": Latin-1 text}, Protobuf as its own JSON mapping
};

// A schema of one kind, ready to decode with.
class PayloadSchema
{
public:
    PayloadSchema() = default;
    virtual ~PayloadSchema() = default;
    PayloadSchema(const PayloadSchema&) = delete;
    PayloadSchema& operator=(const PayloadSchema&) = delete;

    [[nodiscard]] virtual std::string_view format() const = 0; // as RegistryPayload::format
    // Nothing unless the schema accounts for every octet. `schemaFile` is left empty.
    [[nodiscard]] virtual std::optional<DecodedPayload> decode(
        BytesView payload, const std::vector<std::int64_t>& messageIndexes) const = 0;
};

// Errors of all three: invalid "schemas.unreadable" that says why. A recursive Avro schema and one
// whose arrays hold nothing are refused: a few octets would stand for endless data.
Result<std::unique_ptr<PayloadSchema>> readAvroSchema(BytesView text);
Result<std::unique_ptr<PayloadSchema>> readJsonSchema(BytesView text);
Result<std::unique_ptr<PayloadSchema>> readProtobufSchema(BytesView text);

// Schemas at hand without the registry that numbered them.
class SchemaSet
{
public:
    // Errors: invalid "schemas.unreadable" naming the file; other endings are left out.
    static Result<SchemaSet> read(const std::vector<SchemaText>& texts);

    // A frame names its schema by a number that only the registry knows, so the one schema that
    // fits is taken; nothing where none or several do.
    [[nodiscard]] std::optional<DecodedPayload> decode(
        BytesView value, const RegistryPayload& payload) const;

private:
    struct Named
    {
        std::string name;
        std::unique_ptr<PayloadSchema> schema;
    };
    std::vector<Named> m_schemas;
};

} // namespace locus::events
