// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/events/registry_frame.h"

namespace locus::events {

namespace {

constexpr std::size_t numberBytes = 8; // Kafka's LongSerializer and DoubleSerializer
constexpr std::uint64_t mostLikelyIds = 1U << 24U;

std::uint64_t bigEndian(BytesView bytes)
{
    std::uint64_t out = 0;
    for (const char c : bytes) {
        out = (out << 8U) | static_cast<unsigned char>(c);
    }
    return out;
}

std::uint64_t littleEndian(BytesView bytes)
{
    return bigEndian(Bytes(bytes.rbegin(), bytes.rend()));
}

std::string guidText(BytesView octets)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (std::size_t i = 0; i < octets.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
            out += '-';
        }
        const auto c = static_cast<unsigned char>(octets[i]);
        out += digits[c >> 4U];
        out += digits[c & 0xFU];
    }
    return out;
}

std::optional<RegistryFrame> frameInHeaders(const WireRecord& record)
{
    if (const auto guid = record.header("__value_schema_id");
        guid && guid->size() >= 17 && guid->front() == '\x01') {
        return RegistryFrame { "confluent-header", 0, {}, guidText(guid->substr(1, 16)), {} };
    }
    for (const std::string_view name : { "apicurio.value.contentId", "apicurio.value.globalId" }) {
        if (const auto id = record.header(name); id && id->size() == 8) {
            return RegistryFrame { "apicurio-header", 0, static_cast<std::int64_t>(bigEndian(*id)),
                {}, {} };
        }
    }
    return std::nullopt;
}

std::optional<RegistryFrame> frameAfterNul(BytesView value)
{
    if (value.size() < 5 || value.size() == numberBytes) {
        return std::nullopt;
    }
    const std::uint64_t id = bigEndian(value.substr(1, 4));
    if (id >= mostLikelyIds) {
        return RegistryFrame { "ambiguous", 5, {}, {}, {} };
    }
    if (id > 0) {
        return RegistryFrame { "confluent", 5, static_cast<std::int64_t>(id), {}, {} };
    }
    if (value.size() < 9 || bigEndian(value.substr(1, 8)) == 0) {
        return std::nullopt;
    }
    return RegistryFrame { "apicurio-8-byte", 9,
        static_cast<std::int64_t>(bigEndian(value.substr(1, 8))), {}, {} };
}

} // namespace

std::optional<RegistryFrame> recogniseFrame(const WireRecord& record)
{
    if (auto frame = frameInHeaders(record)) {
        return frame;
    }
    if (!record.value || record.value->empty()) {
        return std::nullopt;
    }
    const BytesView value = *record.value;
    if (value.front() == '\0') {
        return frameAfterNul(value);
    }
    if (value.size() >= 10 && value.starts_with("\xC3\x01")) {
        return RegistryFrame { "avro-single-object", 10, {}, {}, littleEndian(value.substr(2, 8)) };
    }
    if (value.starts_with(BytesView("Obj\x01", 4))) {
        return RegistryFrame { "avro-container", 0, {}, {}, {} };
    }
    return std::nullopt;
}

} // namespace locus::events
