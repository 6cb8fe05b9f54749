// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/checksum.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace locus::bus::embedded {

struct PartitionEntry;

// The log of a partition is a row of segments: the records of one commit, at most segmentBytes of
// them unless a single record is larger. A segment is written once, never changed, and removed
// whole by retention. Its row id is the partition's id above its first offset, so that the rows of
// a partition lie side by side in offset order and no second index is needed.
constexpr std::size_t segmentBytes = 64UL * 1024;
constexpr int offsetBits = 43;
constexpr std::int64_t maxOffset = (std::int64_t { 1 } << offsetBits) - 1;

constexpr std::int64_t segmentId(std::int64_t partitionId, std::int64_t offset)
{
    return partitionId << offsetBits | offset;
}
constexpr std::int64_t firstOffset(std::int64_t segmentId)
{
    return segmentId & maxOffset;
}

// A segment on its way to the disk.
struct SegmentDraft
{
    PartitionEntry* partition = nullptr;
    std::int64_t first = 0;
    std::int64_t count = 0;
    std::int64_t maxTimestampMs = 0; // of this and all earlier records of the partition
    Bytes body; // record_codec.h
};

// Binds a body to its place: a segment that was moved or whose count was changed is found too.
inline std::int64_t segmentChecksum(std::int64_t id, std::int64_t count, BytesView body)
{
    std::array<char, 2 * sizeof(std::int64_t)> place {};
    std::memcpy(place.data(), &id, sizeof id);
    std::memcpy(place.data() + sizeof id, &count, sizeof count);
    return static_cast<std::int64_t>(checksum({ BytesView(place.data(), place.size()), body }));
}

} // namespace locus::bus::embedded
