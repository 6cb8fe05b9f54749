// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/events/wire_record.h"

#include <string>
#include <vector>

namespace locus::events {

// A record of a bus written down as one line of JSON:
//   {"topic", "partition", "offset", "timestamp", "key_b64": base64 | null,
//    "value_b64": base64 | null, "headers": [[name, base64 | null], ...]}
// A large value may be described instead by "value_spec": {"kind": "repeat", "prefix_b64",
// "unit_b64", "count", "suffix_b64"} or {"kind": "lcg", "seed"} with "length" and "sha256".
// Other members are ignored.
struct CapturedRecord
{
    std::string topic;
    std::int32_t partition = 0;
    std::int64_t offset = 0;
    std::int64_t timestampMs = 0; // 0: unknown
    std::optional<Bytes> key;
    std::optional<Bytes> value;
    std::vector<WireHeader> headers; // as on the wire: order, duplicates, nulls

    // Lives no longer than this.
    [[nodiscard]] WireRecord view() const;

    static constexpr std::size_t largestValue = 16U << 20U;
};

// Errors: invalid "records.malformed" naming the member that cannot be read.
Result<CapturedRecord> readCapturedRecord(BytesView line);

} // namespace locus::events
