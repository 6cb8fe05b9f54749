// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/events/avro_layout.h"
#include "core/events/schema_set.h"

#include <avro.h>

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace locus::events {

namespace {

struct SchemaRelease
{
    void operator()(avro_schema_t schema) const { avro_schema_decref(schema); }
};
using Schema = std::unique_ptr<std::remove_pointer_t<avro_schema_t>, SchemaRelease>;

struct ReaderRelease
{
    void operator()(avro_reader_t reader) const { avro_reader_free(reader); }
};
using Reader = std::unique_ptr<std::remove_pointer_t<avro_reader_t>, ReaderRelease>;

class Value
{
public:
    explicit Value(avro_value_iface_t* type) { avro_generic_value_new(type, &m_value); }
    ~Value() { avro_value_decref(&m_value); }
    Value(const Value&) = delete;
    Value& operator=(const Value&) = delete;
    avro_value_t* get() { return &m_value; }

private:
    avro_value_t m_value {};
};

std::vector<avro_schema_t> partsOf(avro_schema_t schema)
{
    std::vector<avro_schema_t> out;
    if (is_avro_record(schema)) {
        const auto count = static_cast<int>(avro_schema_record_size(schema));
        for (int i = 0; i < count; ++i) {
            out.push_back(avro_schema_record_field_get_by_index(schema, i));
        }
    } else if (is_avro_union(schema)) {
        const auto count = static_cast<int>(avro_schema_union_size(schema));
        for (int i = 0; i < count; ++i) {
            out.push_back(avro_schema_union_branch(schema, i));
        }
    } else if (is_avro_array(schema)) {
        out.push_back(avro_schema_array_items(schema));
    } else if (is_avro_map(schema)) {
        out.push_back(avro_schema_map_values(schema));
    }
    return out;
}

bool isEndless(avro_schema_t schema, std::vector<avro_schema_t>& above)
{
    if (is_avro_link(schema)) {
        avro_schema_t target = avro_schema_link_target(schema);
        return std::find(above.begin(), above.end(), target) != above.end()
            || isEndless(target, above);
    }
    above.push_back(schema);
    const std::vector<avro_schema_t> parts = partsOf(schema);
    const bool out = std::any_of(
        parts.begin(), parts.end(), [&](avro_schema_t part) { return isEndless(part, above); });
    above.pop_back();
    return out || (is_avro_array(schema) && takesNoOctet(avro_schema_array_items(schema)));
}

// As avro_value_get_type(), whose macro mixes types; generic values always tell theirs.
avro_type_t typeOf(const avro_value_t* value)
{
    return value->iface->get_type(value->iface, value->self);
}

void writeValue(JsonWriter& out, avro_value_t* value);

void writeOctets(JsonWriter& out, BytesView octets)
{
    std::string text;
    for (const char c : octets) {
        const auto octet = static_cast<unsigned char>(c);
        if (octet < 0x80U) {
            text += c;
        } else {
            text += static_cast<char>(0xC0U | (octet >> 6U));
            text += static_cast<char>(0x80U | (octet & 0x3FU));
        }
    }
    out.beginObject().key("bytes").string(text).endObject();
}

void writeParts(JsonWriter& out, avro_value_t* value, bool isArray)
{
    std::size_t count = 0;
    avro_value_get_size(value, &count);
    isArray ? out.beginArray() : out.beginObject();
    for (std::size_t i = 0; i < count; ++i) {
        avro_value_t part {};
        const char* name = nullptr;
        avro_value_get_by_index(value, i, &part, &name);
        if (!isArray) {
            out.key(toUtf8(name ? name : ""));
        }
        writeValue(out, &part);
    }
    isArray ? out.endArray() : out.endObject();
}

void writeReal(JsonWriter& out, double value)
{
    if (std::isfinite(value)) {
        out.real(value);
    } else {
        out.string(std::isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }
}

void writeNumber(JsonWriter& out, avro_value_t* value)
{
    std::int32_t narrow = 0;
    std::int64_t wide = 0;
    float single = 0;
    double real = 0;
    switch (typeOf(value)) {
    case AVRO_INT32:
        avro_value_get_int(value, &narrow);
        out.number(std::int64_t { narrow });
        break;
    case AVRO_INT64:
        avro_value_get_long(value, &wide);
        out.number(wide);
        break;
    case AVRO_FLOAT:
        avro_value_get_float(value, &single);
        writeReal(out, static_cast<double>(single));
        break;
    default: avro_value_get_double(value, &real); writeReal(out, real);
    }
}

void writeText(JsonWriter& out, avro_value_t* value)
{
    const avro_type_t type = typeOf(value);
    const char* text = nullptr;
    const void* octets = nullptr;
    std::size_t size = 0;
    if (type == AVRO_ENUM) {
        int symbol = 0;
        avro_value_get_enum(value, &symbol);
        const char* const name = avro_schema_enum_get(avro_value_get_schema(value), symbol);
        out.string(toUtf8(name ? name : ""));
    } else if (type == AVRO_STRING) {
        avro_value_get_string(value, &text, &size); // the size counts the NUL at the end
        out.string(toUtf8(BytesView(text, size > 0 ? size - 1 : 0)));
    } else {
        type == AVRO_BYTES ? avro_value_get_bytes(value, &octets, &size)
                           : avro_value_get_fixed(value, &octets, &size);
        writeOctets(out, BytesView(static_cast<const char*>(octets), size));
    }
}

// Bounded: no schema is recursive.
void writeValue(JsonWriter& out, avro_value_t* value)
{
    int flag = 0;
    avro_value_t branch {};
    switch (typeOf(value)) {
    case AVRO_NULL: out.null(); break;
    case AVRO_BOOLEAN:
        avro_value_get_boolean(value, &flag);
        out.boolean(flag != 0);
        break;
    case AVRO_RECORD:
    case AVRO_MAP: writeParts(out, value, false); break;
    case AVRO_ARRAY: writeParts(out, value, true); break;
    case AVRO_UNION:
        avro_value_get_current_branch(value, &branch);
        writeValue(out, &branch);
        break;
    case AVRO_ENUM:
    case AVRO_STRING:
    case AVRO_BYTES:
    case AVRO_FIXED: writeText(out, value); break;
    default: writeNumber(out, value);
    }
}

class AvroSchema final : public PayloadSchema
{
public:
    explicit AvroSchema(Schema schema)
        : m_schema(std::move(schema))
        , m_type(avro_generic_class_from_schema(m_schema.get()))
    { }
    ~AvroSchema() override { avro_value_iface_decref(m_type); }
    AvroSchema(const AvroSchema&) = delete;
    AvroSchema& operator=(const AvroSchema&) = delete;

    [[nodiscard]] std::string_view format() const override { return "AVRO"; }
    [[nodiscard]] std::optional<DecodedPayload> decode(
        BytesView payload, const std::vector<std::int64_t>&) const override
    {
        if (!fitsAvro(m_schema.get(), payload)) {
            return std::nullopt;
        }
        const Reader reader(
            avro_reader_memory(payload.data(), static_cast<std::int64_t>(payload.size())));
        Value value(m_type);
        if (avro_value_read(reader.get(), value.get()) != 0) {
            return std::nullopt;
        }
        JsonWriter out(payload.size() * 2);
        writeValue(out, value.get());
        return DecodedPayload { {}, {}, std::move(out).take() };
    }

private:
    Schema m_schema;
    avro_value_iface_t* m_type;
};

} // namespace

Result<std::unique_ptr<PayloadSchema>> readAvroSchema(BytesView text)
{
    avro_schema_t read = nullptr;
    if (avro_schema_from_json_length(text.data(), text.size(), &read) != 0) {
        return invalid("schemas.unreadable", toUtf8(avro_strerror()));
    }
    Schema schema(read);
    std::vector<avro_schema_t> above;
    if (isEndless(schema.get(), above)) {
        return invalid("schemas.unreadable",
            "an Avro schema must not contain itself, nor an array of nothing");
    }
    return std::unique_ptr<PayloadSchema>(std::make_unique<AvroSchema>(std::move(schema)));
}

} // namespace locus::events
