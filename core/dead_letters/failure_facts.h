// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dead_letters/failure.h"
#include "core/events/wire_decoder.h"

namespace locus::events {
class SchemaSet;
}

namespace locus::dead_letters {

// What records that were captured with this one add.
struct FactsContext
{
    const events::WireRecord* original = nullptr; // the record that failed, if it is there
    bool hasTwin = false; // `failure.original` was found by its content
    const events::SchemaSet* schemas = nullptr; // those at hand for framed values
    bool isSource = false; // others of its topic are named as the ones that failed
};

// What a record tells about itself, as one line of JSON: the members of events::recordFacts and
//   role             "dead-letter" "retry" "source" "tombstone" "cloudevent" "framed" "event"
//   framework, original, originAsReported {topic, partition, offset, timestamp}
//   immediateOriginTopic, hops, attempts, retryAttemptsHeader, delayedRetryCountHeader
//   exception, firstException {class, message, causeClass, causeMessage, rootCauseClass,
//                    rootCauseMessage, side, stackTrace}
//   stage, executingClass, connector, taskId, consumerGroup, handler, headersTellNothing
//   keyEqualsOriginal, valueEqualsOriginal, originalHeadersKept, originalHeaderNames,
//   valueReserialized, membersLost
//                    compared with `original`; without it only the names, as far as they are
//                    not a framework's own
//   cause            the key by which such failures are grouped (cause.h)
//   malformedHeaders names of failure headers that cannot be read
//   originalFoundBy  "headers", or "content" where the only record like it is taken for it
// What it does not tell is null.
Bytes failureFacts(const events::WireRecord& record, const Failure& failure,
    const FactsContext& context, events::WireDecoder& decoder);

} // namespace locus::dead_letters
