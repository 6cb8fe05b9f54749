// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <cstdint>

namespace locus::bus {

// MurmurHash2 with Kafka's seed, as org.apache.kafka.common.utils.Utils.murmur2 computes it.
std::uint32_t murmur2(BytesView key);

// The partition that Java producers (and librdkafka's murmur2_random) give a record with this key.
// REQUIRES: partitions > 0
std::int32_t partitionOfKey(BytesView key, std::int32_t partitions);

} // namespace locus::bus
