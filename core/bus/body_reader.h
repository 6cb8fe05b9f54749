// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/claim_check.h"

#include <chrono>

namespace locus::bus {

// Gives bodies back that stand in a companion topic. Thread contract: any thread; blocks.
class BodyReader
{
public:
    // `maxBytes`: a reference to a larger body is not followed.
    explicit BodyReader(EventBus& bus, std::size_t maxBytes = 64UL * 1024 * 1024)
        : m_bus(bus)
        , m_maxBytes(maxBytes)
    { }

    // The whole body, proven by its SHA-256. Errors: not_found "bus.body_expired" (past its
    // retention, or its topic is gone), poison "bus.body_damaged" naming the first chunk that is
    // missing or differs, refused "bus.body_too_large", retriable "bus.body_not_there_yet" (a copy
    // of a cluster may bring the record first) and "bus.unreachable".
    Result<Bytes> read(const BodyReference& reference, std::chrono::milliseconds timeout);
    // The record as it was before it became a reference; one that is none comes back as it is.
    // Errors: as read(), and poison "bus.body_reference".
    Result<Record> whole(Record record, std::chrono::milliseconds timeout);

private:
    EventBus& m_bus;
    const std::size_t m_maxBytes;
};

} // namespace locus::bus
