// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dead_letters/own_headers.h"

namespace locus::dead_letters {

void addOwnHeaders(std::vector<events::WireHeader>& headers, const OwnFailure& failure)
{
    const auto add = [&](const char* name, std::string_view text) {
        headers.emplace_back(name, Bytes(text));
    };
    add("locus-dl-id", failure.id.toString());
    add("locus-dl-original-topic", failure.topic);
    add("locus-dl-original-partition", std::to_string(failure.partition));
    add("locus-dl-original-offset", std::to_string(failure.offset));
    add("locus-dl-original-timestamp", std::to_string(failure.timestampMs));
    add("locus-dl-original-key-present", failure.keyPresent ? "true" : "false");
    add("locus-dl-error-code", failure.errorCode);
    add("locus-dl-error-class", failure.errorClass);
    add("locus-dl-error-message", failure.errorMessage);
    add("locus-dl-attempts", std::to_string(failure.attempts));
    add("locus-dl-first-failed", toRfc3339(failure.firstFailed));
    add("locus-dl-last-failed", toRfc3339(failure.lastFailed));
    add("locus-dl-consumer-group", failure.consumerGroup);
    add("locus-dl-handler", failure.handler);
    if (failure.parkedBehind) {
        add("locus-dl-parked-behind", failure.parkedBehind->toString());
    }
    if (!failure.trace.empty()) {
        add("locus-dl-trace", failure.trace);
    }
}

} // namespace locus::dead_letters
