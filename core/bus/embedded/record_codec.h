// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/bus/record.h"

#include <cstddef>
#include <cstdint>

namespace locus::bus::embedded {

// A record's key, headers and value as one run of octets; presence, order and duplicates kept.
// Lengths are LEB128; what may be absent has its length plus one, 0 for absent.
//   key? | header count | { name | value? }... | value?
Bytes encodeRecord(const OutRecord& record);
// Fills key, headers and value. Errors: fatal "bus.damaged".
Status decodeRecord(BytesView body, Record& into);

// A segment's body: { length u32 | timestamp i64 | sealed record } in offset order, little endian.
void appendToSegment(Bytes& body, std::int64_t timestampMs, BytesView sealed);

struct SegmentEntry
{
    std::int64_t timestampMs = 0;
    BytesView sealed;
};
// Takes the first entry off `body`. Errors: fatal "bus.damaged".
Result<SegmentEntry> takeFromSegment(BytesView& body);

} // namespace locus::bus::embedded
