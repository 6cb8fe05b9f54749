// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/admin_call.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <array>

namespace locus::bus::kafka {

namespace {

template <auto destroy> struct Destroy
{
    template <typename Handle> void operator()(Handle* handle) const { destroy(handle); }
};
using Queue = std::unique_ptr<rd_kafka_queue_t, Destroy<rd_kafka_queue_destroy>>;
using Options = std::unique_ptr<rd_kafka_AdminOptions_t, Destroy<rd_kafka_AdminOptions_destroy>>;

constexpr std::chrono::milliseconds slice { 100 };
constexpr std::chrono::milliseconds answerTime { 1'000 }; // librdkafka times out by itself before

bool takesOperationTimeout(rd_kafka_admin_op_t operation)
{
    return operation == RD_KAFKA_ADMIN_OP_CREATETOPICS
        || operation == RD_KAFKA_ADMIN_OP_CREATEPARTITIONS;
}

} // namespace

void AdminEventDestroy::operator()(rd_kafka_op_s* event) const
{
    rd_kafka_event_destroy(event);
}

AdminEvent awaitEvent(
    const KafkaHandle& handle, rd_kafka_queue_s* queue, std::chrono::milliseconds timeout)
{
    const auto until = std::chrono::steady_clock::now() + timeout;
    AdminEvent event;
    while (!event) {
        const auto left = handle.waiting().left(
            std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()));
        if (left.count() <= 0) {
            break;
        }
        event.reset(rd_kafka_queue_poll(queue, static_cast<int>(std::min(left, slice).count())));
    }
    return event;
}

Result<AdminEvent> adminCall(const KafkaHandle& handle, int operation, const std::string& doing,
    std::chrono::milliseconds timeout, const AdminAsk& ask)
{
    const auto kind = static_cast<rd_kafka_admin_op_t>(operation);
    const Options options(rd_kafka_AdminOptions_new(handle.get(), kind));
    std::array<char, 256> reason {};
    const int patience = static_cast<int>(timeout.count());
    rd_kafka_AdminOptions_set_request_timeout(
        options.get(), patience, reason.data(), reason.size());
    if (takesOperationTimeout(kind)) {
        rd_kafka_AdminOptions_set_operation_timeout(
            options.get(), patience, reason.data(), reason.size());
    }
    const Queue queue(rd_kafka_queue_new(handle.get()));
    ask(options.get(), queue.get());
    AdminEvent event = awaitEvent(handle, queue.get(), timeout + answerTime);
    if (!event) {
        return handle.explain(RD_KAFKA_RESP_ERR__TIMED_OUT, doing);
    }
    if (const auto code = rd_kafka_event_error(event.get()); code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return handle.explain(code, doing);
    }
    return event;
}

} // namespace locus::bus::kafka
