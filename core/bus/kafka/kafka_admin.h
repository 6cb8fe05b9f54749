// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/event_bus.h"
#include "core/bus/kafka/kafka_handle.h"

#include <chrono>
#include <span>

namespace locus::bus::kafka {

// Creates these topics: 3 replicas with 2 in sync where the cluster has 3 brokers or more, else 1.
// With `onlyCheck` nothing is created; the answer is the same. Errors: refused
// "bus.topics_missing" that names each topic and what it needs when the user may not create
// them, and as kafkaError().
Status createTopics(const KafkaHandle& handle, std::span<const TopicSpec> specs, int brokers,
    bool onlyCheck, std::chrono::milliseconds timeout);

} // namespace locus::bus::kafka
