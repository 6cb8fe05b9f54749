// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/events/cloudevents.h"

#include "core/base/text.h"

#include <algorithm>

namespace locus::events {

CloudEventsMode declaredMode(const WireRecord& record)
{
    constexpr std::string_view cloudEvents = "application/cloudevents";
    const auto type = record.header("content-type");
    if (type && equalsIgnoreCase(type->substr(0, cloudEvents.size()), cloudEvents)) {
        return CloudEventsMode::Structured;
    }
    const std::string_view names[] { "ce_specversion", "ce_id", "ce_source", "ce_type" };
    const bool all = std::all_of(std::begin(names), std::end(names),
        [&](std::string_view name) { return record.header(name).has_value(); });
    return all ? CloudEventsMode::Binary : CloudEventsMode::None;
}

bool isJsonType(std::string_view contentType)
{
    const std::string type = toLower(trimmed(split(contentType, ';').front()));
    return type.empty() || type == "application/json" || type == "text/json"
        || type.ends_with("+json");
}

} // namespace locus::events
