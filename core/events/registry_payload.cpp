// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/events/registry_payload.h"

#include "core/base/text.h"
#include "core/events/json_members.h"

namespace locus::events {

namespace {

constexpr std::size_t guidHeaderBytes = 17; // magic 1, then the GUID; Protobuf's indexes follow
constexpr std::int64_t deepestMessage = 32;
constexpr std::int64_t mostMessages = 4096;

std::optional<std::uint64_t> takeVarint(BytesView& bytes)
{
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < bytes.size() && i < 10; ++i) {
        const auto octet = static_cast<unsigned char>(bytes[i]);
        out |= static_cast<std::uint64_t>(octet & 0x7FU) << (7U * i);
        if ((octet & 0x80U) == 0) {
            bytes.remove_prefix(i + 1);
            return out;
        }
    }
    return std::nullopt;
}

// Avro's and the registry's signed numbers: zigzag, then varint.
std::optional<std::int64_t> takeSigned(BytesView& bytes)
{
    const auto raw = takeVarint(bytes);
    if (!raw) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(*raw >> 1U) ^ -static_cast<std::int64_t>(*raw & 1U);
}

std::optional<std::vector<std::int64_t>> takeIndexes(BytesView& bytes)
{
    const auto count = takeSigned(bytes);
    if (!count || *count < 0 || *count > deepestMessage) {
        return std::nullopt;
    }
    if (*count == 0) {
        return std::vector<std::int64_t> { 0 }; // the short form of the first message
    }
    std::vector<std::int64_t> out;
    while (out.size() < static_cast<std::size_t>(*count)) {
        const auto index = takeSigned(bytes);
        if (!index || *index < 0 || *index > mostMessages) {
            return std::nullopt;
        }
        out.push_back(*index);
    }
    return out;
}

bool takeField(BytesView& bytes)
{
    const auto tag = takeVarint(bytes);
    if (!tag || *tag >> 3U == 0 || *tag >> 3U >= 1U << 29U) {
        return false;
    }
    std::uint64_t length = 0;
    switch (*tag & 7U) {
    case 0: return takeVarint(bytes).has_value();
    case 1: length = 8; break;
    case 2: {
        const auto stated = takeVarint(bytes);
        if (!stated) {
            return false;
        }
        length = *stated;
        break;
    }
    case 5: length = 4; break;
    default: return false;
    }
    if (length > bytes.size()) {
        return false;
    }
    bytes.remove_prefix(length);
    return true;
}

bool areProtobufFields(BytesView bytes)
{
    if (bytes.empty()) {
        return false;
    }
    while (!bytes.empty()) {
        if (!takeField(bytes)) {
            return false;
        }
    }
    return true;
}

std::string statedFormat(const WireRecord& record, const RegistryFrame& frame)
{
    if (frame.framing.starts_with("avro-")) {
        return "AVRO";
    }
    const std::string type = toLower(record.header("content-type").value_or(BytesView()));
    for (const auto& [word, format] :
        { std::pair { "avro", "AVRO" }, { "protobuf", "PROTOBUF" }, { "json", "JSON" } }) {
        if (type.find(word) != std::string::npos) {
            return format;
        }
    }
    return {};
}

// Where Confluent's clients put the message indexes: behind the id, or behind the GUID.
bool readProtobuf(const WireRecord& record, const RegistryFrame& frame, RegistryPayload& out)
{
    BytesView payload = record.value->substr(frame.headerBytes);
    if (frame.framing == "confluent-header") {
        BytesView rest = record.header("__value_schema_id").value_or(BytesView());
        rest.remove_prefix(std::min(rest.size(), guidHeaderBytes));
        const auto indexes = takeIndexes(rest);
        out.messageIndexes = indexes.value_or(std::vector<std::int64_t>());
        return indexes.has_value();
    }
    if (frame.framing != "confluent") {
        return false;
    }
    const auto indexes = takeIndexes(payload);
    if (!indexes || (out.format.empty() && !areProtobufFields(payload))) {
        return false;
    }
    out.messageIndexes = *indexes;
    out.headerBytes = record.value->size() - payload.size();
    return true;
}

} // namespace

RegistryPayload readRegistryPayload(const WireRecord& record, const RegistryFrame& frame)
{
    RegistryPayload out { statedFormat(record, frame), frame.headerBytes, {} };
    if (!record.value || record.value->size() <= frame.headerBytes
        || frame.framing == "ambiguous") {
        return out;
    }
    const BytesView payload = record.value->substr(frame.headerBytes);
    if (out.format.empty() && firstCharacter(payload) == '{' && checkJson(payload).ok()) {
        out.format = "JSON";
    }
    if ((out.format.empty() || out.format == "PROTOBUF") && readProtobuf(record, frame, out)) {
        out.format = "PROTOBUF";
    }
    if (out.format.empty()) {
        out.format = "AVRO";
    }
    return out;
}

} // namespace locus::events
