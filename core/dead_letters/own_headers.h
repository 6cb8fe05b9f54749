// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/uuid.h"
#include "core/events/wire_record.h"

#include <vector>

namespace locus::dead_letters {

// What Locus knows of a record that it could not handle.
struct OwnFailure
{
    Uuid id;
    std::string_view topic;
    std::int32_t partition = 0;
    std::int64_t offset = 0;
    std::int64_t timestampMs = 0;
    bool keyPresent = false;
    std::string_view errorCode;
    std::string_view errorClass; // "retriable" or "poison"
    std::string_view errorMessage; // no payload text
    int attempts = 1;
    Instant firstFailed {};
    Instant lastFailed {};
    std::string_view consumerGroup {};
    std::string_view handler {};
    std::optional<Uuid> parkedBehind {};
    std::string_view trace {}; // traceparent; may be empty
};

// Adds the headers of Locus's own dead letters (`locus-dl-*`) behind those that are there.
void addOwnHeaders(std::vector<events::WireHeader>& headers, const OwnFailure& failure);

} // namespace locus::dead_letters
