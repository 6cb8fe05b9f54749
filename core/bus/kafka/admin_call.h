// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/bus/kafka/kafka_handle.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

struct rd_kafka_AdminOptions_s;
struct rd_kafka_op_s;
struct rd_kafka_queue_s;

namespace locus::bus::kafka {

struct AdminEventDestroy
{
    void operator()(rd_kafka_op_s* event) const;
};
using AdminEvent = std::unique_ptr<rd_kafka_op_s, AdminEventDestroy>;

// What comes to a queue within `timeout`, or as long as somebody waits.
AdminEvent awaitEvent(
    const KafkaHandle& handle, rd_kafka_queue_s* queue, std::chrono::milliseconds timeout);

// One admin request and its answer. `operation` is an rd_kafka_admin_op_t; `ask` makes the call
// with options and queue. Errors: as KafkaHandle::explain() for the request as a whole.
using AdminAsk = std::function<void(rd_kafka_AdminOptions_s*, rd_kafka_queue_s*)>;
Result<AdminEvent> adminCall(const KafkaHandle& handle, int operation, const std::string& doing,
    std::chrono::milliseconds timeout, const AdminAsk& ask);

} // namespace locus::bus::kafka
