// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dead_letters/shown_header.h"

#include "core/base/text.h"
#include "core/dead_letters/failure_headers.h"

#include <algorithm>
#include <array>

namespace locus::dead_letters {

namespace {

constexpr std::size_t longestShown = 512;

constexpr std::array<std::string_view, 14> harmless { "content-type", "traceparent", "tracestate",
    "ce_specversion", "ce_type", "ce_id", "ce_source", "ce_time", "ce_dataschema",
    "locus-replay-id", "locus-attempt", "locus-dl-id", "locus-dl-parked-behind",
    "locus-dl-first-failed" };

bool isHarmless(Field field)
{
    switch (field) {
    case Field::Topic:
    case Field::Partition:
    case Field::Offset:
    case Field::Timestamp:
    case Field::Group:
    case Field::ExceptionClass:
    case Field::CauseClass:
    case Field::KeyExceptionClass:
    case Field::Attempts:
    case Field::RetryAttempts:
    case Field::RetryTimestamp:
    case Field::DelayedCount:
    case Field::DelayedTimestamp:
    case Field::Stage:
    case Field::ExecutingClass:
    case Field::Connector:
    case Field::TaskId:
    case Field::Handler: return true;
    default: return false;
    }
}

std::string readable(BytesView value)
{
    const bool isText = isUtf8(value) && std::none_of(value.begin(), value.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20U;
    });
    if (isText) {
        return std::string(value);
    }
    std::string out = "0x";
    for (const char c : value) {
        const auto octet = static_cast<unsigned char>(c);
        constexpr const char* digits = "0123456789abcdef";
        out += digits[octet >> 4U];
        out += digits[octet & 0xFU];
    }
    return out;
}

} // namespace

ShownHeader shownHeader(const events::WireHeader& header)
{
    const auto& [name, value] = header;
    ShownHeader out;
    out.name = toUtf8(name);
    if (!value) {
        return out;
    }
    out.bytes = static_cast<std::int64_t>(value->size());
    const FailureHeader* const known = findFailureHeader(name);
    const bool shown = std::find(harmless.begin(), harmless.end(), name) != harmless.end()
        || (known != nullptr && isHarmless(known->field));
    if (shown && value->size() <= longestShown) {
        out.text = readable(*value);
    }
    return out;
}

} // namespace locus::dead_letters
