// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <chrono>
#include <span>
#include <string>

namespace locus::bus::kafka {

class KafkaHandle;

// Looks for what keeps these topics from acknowledging: retriable "bus.too_few_copies" with topic,
// partition and copies in reach, else "bus.not_acknowledged". `handle` must not be the waiting
// producer's: a broker answers nothing else on a connection whose record waits for its copies.
Error whyNothingIsAcknowledged(const KafkaHandle& handle, std::span<const std::string> topics,
    std::chrono::seconds waited, std::chrono::milliseconds timeout);

} // namespace locus::bus::kafka
