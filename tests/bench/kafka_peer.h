// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/bus/record.h"

#include <cstdint>
#include <string>
#include <vector>

namespace locus::bench {

// Bare librdkafka, the peer that everything built on it is compared with: manual assignment from
// the beginning, batches thrown away as they come, its own settings. Seconds from the first record
// to the last.
Result<double> peerRead(const std::string& bootstrap, const std::string& topic,
    std::int32_t partitions, std::uint64_t count);

// Idempotent, acks=all; everything else as librdkafka has it. Seconds until all are acknowledged.
Result<double> peerAppend(const std::string& bootstrap, const std::vector<bus::OutRecord>& records);

} // namespace locus::bench
