// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/events/envelope.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace locus::events {

// How an event stood on the wire. W1 and W2 are CloudEvents 1.0 over Kafka.
enum class WireFormat : std::uint8_t
{
    None, // not an event
    W0, // bare sequence, or the predecessor's request without envelope
    W1, // CloudEvents structured
    W2, // CloudEvents binary
    W3, // design request or result
    W4, // EPIC envelope
    W5, // flat workflow event
    W6, // platform publisher
    W7 // schema-registry frame
};
std::string_view toString(WireFormat format); // "W0" ..., "none"

using WireHeader = std::pair<std::string, std::optional<Bytes>>;

// A record as a bus holds it, seen without owning it: events know no bus.
struct WireRecord
{
    std::string_view topic;
    std::int32_t partition = 0;
    std::int64_t offset = 0;
    std::int64_t timestampMs = 0; // 0 or less: unknown
    std::optional<BytesView> key;
    std::optional<BytesView> value;
    std::span<const WireHeader> headers;

    // The last header of that name; nothing if absent or without value.
    [[nodiscard]] std::optional<BytesView> header(std::string_view name) const;
};

// What a record turned out to be. Without an envelope it is kept and shown, never an error.
struct Decoded
{
    WireFormat format = WireFormat::None;
    std::optional<Envelope> envelope;
    std::string reason; // a code why there is no envelope: "tombstone", "not_json", "no_envelope",
                        // "registry_frame"
    std::string detail; // one sentence for people
};

} // namespace locus::events
