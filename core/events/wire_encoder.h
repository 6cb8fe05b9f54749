// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/events/envelope.h"
#include "core/events/wire_record.h"

#include <optional>
#include <vector>

namespace locus::events {

// What goes to a bus; the caller adds the topic.
struct EncodedRecord
{
    std::optional<Bytes> key; // the partition key; nothing if the event has none
    std::optional<Bytes> value;
    std::vector<WireHeader> headers;
};

// CloudEvents 1.0, structured mode of the Kafka protocol binding, JSON format (W1). Any thread.
// REQUIRES: the envelope's data is JSON text, or empty.
EncodedRecord encodeStructured(const Envelope& envelope);
Bytes structuredValue(const Envelope& envelope); // its value alone
// CloudEvents binary (W2): attributes as ce_ headers, the payload as value.
EncodedRecord encodeBinary(const Envelope& envelope);

} // namespace locus::events
