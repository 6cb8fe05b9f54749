// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace locus::bus {

struct TopicPartition
{
    std::string topic;
    std::int32_t partition = 0;
    auto operator<=>(const TopicPartition&) const = default;
};

// Header order and duplicates are kept; an absent value is not an empty one.
using Header = std::pair<std::string, std::optional<Bytes>>;

// What a topic holds: octets, never assumed to be an event.
struct Record
{
    TopicPartition at;
    std::int64_t offset = 0;
    std::int64_t timestampMs = 0;
    std::optional<Bytes> key;
    std::optional<Bytes> value;
    std::vector<Header> headers;
};

struct OutRecord
{
    std::string topic;
    std::optional<std::int32_t>
        partition; // only where a copy must keep its place; else by key (murmur2)
    std::int64_t timestampMs = 0;
    std::optional<Bytes> key;
    std::optional<Bytes> value;
    std::vector<Header> headers;
    std::string subject {}; // whose data it is, where that is not the key (see PayloadCodec)
};

// Under whose key the record is sealed on an embedded log.
inline std::string subjectOf(const OutRecord& record)
{
    return record.subject.empty() ? record.key.value_or(Bytes()) : record.subject;
}

// The offset to read next.
struct Position
{
    TopicPartition at;
    std::int64_t next = 0;
    bool operator==(const Position&) const = default;
};

} // namespace locus::bus
