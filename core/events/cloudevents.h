// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/events/wire_record.h"

#include <string_view>

namespace locus::events {

// CloudEvents 1.0, Kafka protocol binding, section 3: how a record carries an event.
enum class CloudEventsMode : std::uint8_t
{
    None,
    Structured,
    Binary
};

// What the headers say, without looking at the value: a content-type of CloudEvents, else all
// mandatory ce_ headers.
CloudEventsMode declaredMode(const WireRecord& record);
// application/json, text/json and every +json; parameters are ignored. CloudEvents 1.0: a
// structured event without a content type holds JSON, so an empty one counts.
bool isJsonType(std::string_view contentType);

} // namespace locus::events
