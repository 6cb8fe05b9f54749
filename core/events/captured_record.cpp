// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/events/captured_record.h"

#include "core/base/base64.h"
#include "core/base/checksum.h"

#include <nlohmann/json.hpp>

#include <limits>

namespace locus::events {

namespace {

using Json = nlohmann::json;

Error malformed(const std::string& member, const std::string& allowed)
{
    return invalid("records.malformed", member + " must be " + allowed)
        .with("field", member)
        .with("allowed", allowed);
}

const Json& memberOf(const Json& object, const char* name)
{
    static const Json absent;
    const auto found = object.find(name);
    return found == object.end() ? absent : *found;
}

Result<std::string> textOf(const Json& object, const char* name)
{
    const Json& member = memberOf(object, name);
    if (!member.is_string()) {
        return malformed(name, "a text");
    }
    return member.get<std::string>();
}

Result<std::int64_t> countOf(const Json& object, const char* name, std::int64_t most)
{
    const Json& member = memberOf(object, name);
    if (!member.is_number_integer() || member < 0 || member > most) {
        return malformed(name, "an integer from 0 to " + std::to_string(most));
    }
    return member.get<std::int64_t>();
}

Result<std::optional<Bytes>> octetsOf(const Json& member, const std::string& name)
{
    if (member.is_null()) {
        return std::optional<Bytes>();
    }
    auto octets = member.is_string() ? fromBase64(member.get_ref<const std::string&>())
                                     : std::optional<Bytes>();
    if (!octets) {
        return malformed(name, "base64 with padding (RFC 4648), or null");
    }
    return octets;
}

Result<Bytes> repeated(const Json& spec, std::size_t length)
{
    LOCUS_TRY_VALUE(prefix, octetsOf(memberOf(spec, "prefix_b64"), "prefix_b64"));
    LOCUS_TRY_VALUE(unit, octetsOf(memberOf(spec, "unit_b64"), "unit_b64"));
    LOCUS_TRY_VALUE(suffix, octetsOf(memberOf(spec, "suffix_b64"), "suffix_b64"));
    LOCUS_TRY_VALUE(count, countOf(spec, "count", CapturedRecord::largestValue));
    Bytes out = prefix.value_or(Bytes());
    for (std::int64_t i = 0; i < count && unit && out.size() <= length; ++i) {
        out += *unit;
    }
    return out + suffix.value_or(Bytes());
}

// The high octet of each step of a 64-bit linear congruential generator (Knuth's MMIX).
Result<Bytes> generated(const Json& spec, std::size_t length)
{
    const Json& seed = memberOf(spec, "seed");
    if (!seed.is_number_integer()) {
        return malformed("seed", "an integer");
    }
    auto x = seed.get<std::uint64_t>();
    Bytes out;
    out.reserve(length);
    while (out.size() < length) {
        x = x * 6364136223846793005U + 1442695040888963407U;
        out += static_cast<char>(x >> 56U);
    }
    return out;
}

Result<Bytes> described(const Json& spec)
{
    if (!spec.is_object()) {
        return malformed("value_spec", "an object");
    }
    LOCUS_TRY_VALUE(kind, textOf(spec, "kind"));
    LOCUS_TRY_VALUE(length, countOf(spec, "length", CapturedRecord::largestValue));
    if (kind != "repeat" && kind != "lcg") {
        return malformed("kind", "repeat or lcg");
    }
    const auto size = static_cast<std::size_t>(length);
    LOCUS_TRY_VALUE(value, kind == "repeat" ? repeated(spec, size) : generated(spec, size));
    if (value.size() != size || sha256Hex(value) != memberOf(spec, "sha256")) {
        return malformed("value_spec", "a value of the length and sha256 it names");
    }
    return value;
}

Status readValue(CapturedRecord& out, const Json& line)
{
    if (line.contains("value_b64")) {
        LOCUS_TRY_VALUE(value, octetsOf(line["value_b64"], "value_b64"));
        out.value = std::move(value);
        return {};
    }
    if (!line.contains("value_spec")) {
        return malformed("value_b64", "present (null for a record without value)");
    }
    LOCUS_TRY_VALUE(value, described(line["value_spec"]));
    out.value = std::move(value);
    return {};
}

Status readHeaders(CapturedRecord& out, const Json& headers)
{
    if (!headers.is_null() && !headers.is_array()) {
        return malformed("headers", "a list");
    }
    for (const Json& header : headers) {
        const std::string place = "headers[" + std::to_string(out.headers.size()) + "]";
        if (!header.is_array() || header.size() != 2 || !header[0].is_string()) {
            return malformed(place, "[name, base64 or null]");
        }
        LOCUS_TRY_VALUE(value, octetsOf(header[1], place));
        out.headers.emplace_back(header[0].get<std::string>(), std::move(value));
    }
    return {};
}

} // namespace

WireRecord CapturedRecord::view() const
{
    WireRecord out { topic, partition, offset, timestampMs, {}, {}, headers };
    if (key) {
        out.key = *key;
    }
    if (value) {
        out.value = *value;
    }
    return out;
}

Result<CapturedRecord> readCapturedRecord(BytesView line)
{
    const Json json = Json::parse(line, nullptr, false);
    if (!json.is_object()) {
        return malformed("a captured record", "one JSON object a line");
    }
    CapturedRecord out;
    LOCUS_TRY_VALUE(topic, textOf(json, "topic"));
    LOCUS_TRY_VALUE(
        partition, countOf(json, "partition", std::numeric_limits<std::int32_t>::max()));
    LOCUS_TRY_VALUE(offset, countOf(json, "offset", std::numeric_limits<std::int64_t>::max()));
    out.topic = std::move(topic);
    out.partition = static_cast<std::int32_t>(partition);
    out.offset = offset;
    if (const Json& time = memberOf(json, "timestamp"); time.is_number_integer()) {
        out.timestampMs = time.get<std::int64_t>();
    }
    LOCUS_TRY_VALUE(key, octetsOf(memberOf(json, "key_b64"), "key_b64"));
    out.key = std::move(key);
    LOCUS_TRY(readValue(out, json));
    LOCUS_TRY(readHeaders(out, memberOf(json, "headers")));
    return out;
}

} // namespace locus::events
