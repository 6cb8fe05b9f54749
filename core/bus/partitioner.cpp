// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/partitioner.h"

#include <cstddef>

namespace locus::bus {

namespace {

std::uint32_t octet(BytesView key, std::size_t at)
{
    return static_cast<unsigned char>(key[at]);
}

std::uint32_t littleEndian(BytesView key, std::size_t at)
{
    return octet(key, at) | octet(key, at + 1) << 8 | octet(key, at + 2) << 16
        | octet(key, at + 3) << 24;
}

} // namespace

std::uint32_t murmur2(BytesView key)
{
    constexpr std::uint32_t m = 0x5bd1e995;
    std::uint32_t hash = 0x9747b28cU ^ static_cast<std::uint32_t>(key.size());
    std::size_t at = 0;
    for (; at + 4 <= key.size(); at += 4) {
        std::uint32_t k = littleEndian(key, at) * m;
        k ^= k >> 24;
        hash = hash * m ^ k * m;
    }
    for (std::size_t rest = key.size() - at; rest > 0; --rest) {
        hash ^= octet(key, at + rest - 1) << (8 * (rest - 1));
        if (rest == 1) {
            hash *= m;
        }
    }
    hash ^= hash >> 13;
    hash *= m;
    return hash ^ hash >> 15;
}

std::int32_t partitionOfKey(BytesView key, std::int32_t partitions)
{
    return static_cast<std::int32_t>(
        (murmur2(key) & 0x7fffffffU) % static_cast<std::uint32_t>(partitions));
}

} // namespace locus::bus
