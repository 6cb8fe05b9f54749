// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/events/avro_layout.h"

#include <avro.h>

#include <cstdint>
#include <optional>

namespace locus::events {

namespace {

constexpr int mostVarintBits = 64;

class Octets
{
public:
    explicit Octets(BytesView rest)
        : m_rest(rest)
    { }

    [[nodiscard]] std::int64_t left() const { return static_cast<std::int64_t>(m_rest.size()); }
    bool skip(std::int64_t count)
    {
        if (count < 0 || count > left()) {
            return false;
        }
        m_rest.remove_prefix(static_cast<std::size_t>(count));
        return true;
    }
    // Of seven bits an octet, the sign in the lowest.
    std::optional<std::int64_t> number()
    {
        std::uint64_t value = 0;
        for (int shift = 0; shift < mostVarintBits && !m_rest.empty(); shift += 7) {
            const auto octet = static_cast<unsigned char>(m_rest.front());
            m_rest.remove_prefix(1);
            value |= (octet & std::uint64_t { 0x7FU }) << static_cast<unsigned>(shift);
            if (octet < 0x80U) {
                return static_cast<std::int64_t>((value >> 1U) ^ (~(value & 1U) + 1U));
            }
        }
        return std::nullopt;
    }
    bool skipText()
    {
        const auto size = number();
        return size && skip(*size);
    }

private:
    BytesView m_rest;
};

bool fits(avro_schema_t schema, Octets& in);

// Parts of an array or a map, each of an octet at least.
bool blocksFit(avro_schema_t part, bool hasKeys, Octets& in)
{
    for (;;) {
        auto count = in.number();
        if (!count || *count < -in.left()) {
            return false;
        }
        if (*count == 0) {
            return true;
        }
        if (*count < 0) { // the block's size in octets follows
            count = -*count;
            if (!in.number()) {
                return false;
            }
        }
        for (; *count > 0; --*count) {
            if ((hasKeys && !in.skipText()) || !fits(part, in)) {
                return false;
            }
        }
    }
}

bool recordFits(avro_schema_t schema, Octets& in)
{
    const auto count = static_cast<int>(avro_schema_record_size(schema));
    for (int i = 0; i < count; ++i) {
        if (!fits(avro_schema_record_field_get_by_index(schema, i), in)) {
            return false;
        }
    }
    return true;
}

bool choiceFits(avro_schema_t schema, Octets& in)
{
    const auto number = in.number();
    const bool isUnion = is_avro_union(schema);
    const auto count = isUnion ? static_cast<std::int64_t>(avro_schema_union_size(schema))
                               : avro_schema_enum_number_of_symbols(schema);
    if (!number || *number < 0 || *number >= count) {
        return false;
    }
    return !isUnion || fits(avro_schema_union_branch(schema, static_cast<int>(*number)), in);
}

bool fits(avro_schema_t schema, Octets& in)
{
    switch (avro_typeof(schema)) {
    case AVRO_NULL: return true;
    case AVRO_BOOLEAN: return in.skip(1);
    case AVRO_INT32:
    case AVRO_INT64: return in.number().has_value();
    case AVRO_FLOAT: return in.skip(sizeof(float));
    case AVRO_DOUBLE: return in.skip(sizeof(double));
    case AVRO_STRING:
    case AVRO_BYTES: return in.skipText();
    case AVRO_FIXED: return in.skip(avro_schema_fixed_size(schema));
    case AVRO_RECORD: return recordFits(schema, in);
    case AVRO_UNION:
    case AVRO_ENUM: return choiceFits(schema, in);
    case AVRO_ARRAY: return blocksFit(avro_schema_array_items(schema), false, in);
    case AVRO_MAP: return blocksFit(avro_schema_map_values(schema), true, in);
    case AVRO_LINK: return fits(avro_schema_link_target(schema), in);
    default: return false;
    }
}

} // namespace

bool fitsAvro(avro_obj_t* schema, BytesView payload)
{
    Octets in(payload);
    return fits(schema, in) && in.left() == 0;
}

bool takesNoOctet(avro_obj_t* schema)
{
    if (is_avro_link(schema)) {
        return takesNoOctet(avro_schema_link_target(schema));
    }
    if (is_avro_record(schema)) {
        const auto count = static_cast<int>(avro_schema_record_size(schema));
        for (int i = 0; i < count; ++i) {
            if (!takesNoOctet(avro_schema_record_field_get_by_index(schema, i))) {
                return false;
            }
        }
        return true;
    }
    return is_avro_null(schema) || (is_avro_fixed(schema) && avro_schema_fixed_size(schema) == 0);
}

} // namespace locus::events
