// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a consumer comes back: after every broker was out of reach, and when its certificates were
// replaced, it starts with a new client and believes nothing until it has compared.
#include "core/base/log.h"
#include "core/bus/kafka/kafka_consumer.h"
#include "core/bus/kafka/kafka_errors.h"
#include "core/bus/kafka/kafka_offsets.h"
#include "core/bus/position_error.h"

#include <librdkafka/rdkafka.h>

#include <string_view>
#include <thread>
#include <utility>

namespace locus::bus::kafka {

namespace {
constexpr std::chrono::seconds pauseBetweenTries { 2 };
constexpr std::chrono::milliseconds shortest { 100 };
constexpr const char* reading = "reading";
} // namespace

void KafkaConsumer::suspect(const Error& why)
{
    m_suspect = true;
    m_directory.watch().report(reading, why);
}

// Ok: reading may go on, with the new client or with the old one.
Status KafkaConsumer::renewIfNeeded(std::chrono::milliseconds timeout)
{
    const bool changed = m_credentials.changed();
    const auto now = std::chrono::steady_clock::now();
    if (m_assigned.empty() || (!m_suspect && !(changed && now >= m_renewAgain))) {
        return {};
    }
    m_renewAgain = now + pauseBetweenTries;
    Status renewed = renew(std::max(timeout, shortest));
    if (renewed.ok()) {
        m_directory.watch().clear(reading);
        return {};
    }
    m_directory.watch().report(reading, renewed.error());
    return m_suspect || !renewed.error().isRetriable() ? renewed : Status();
}

Status KafkaConsumer::renew(std::chrono::milliseconds timeout)
{
    if (!m_candidate || m_credentials.changed()) {
        m_credentials.accept(); // before the files are read: a change meanwhile is seen again
        auto fresh = openClient();
        if (!fresh.ok()) { // half of the files are new, or one is being written
            return retriable("bus.credentials_unusable",
                "Kafka: the connection's files cannot be used: " + fresh.error().message);
        }
        m_candidate = std::move(fresh).value();
    }
    const Status same = m_directory.watch().checkIdentity(*m_candidate, timeout);
    // Its complaints come through the queue of its records, which has none yet; so the next error
    // says why.
    while (rd_kafka_message_t* told = rd_kafka_consumer_poll(m_candidate->get(), 0)) {
        rd_kafka_message_destroy(told);
    }
    LOCUS_TRY(Status(same));
    static_cast<void>(m_candidate->takeUnreachable()); // it was; now it answers
    return takeOver(timeout);
}

Status KafkaConsumer::takeOver(std::chrono::milliseconds timeout)
{
    std::vector<TopicPartition> partitions;
    std::vector<TopicPartition> paused;
    for (const auto& [at, assigned] : m_assigned) {
        partitions.push_back(at);
        if (assigned.paused) {
            paused.push_back(at);
        }
    }
    LOCUS_TRY_VALUE(marks, watermarksOf(*m_candidate, partitions, timeout));
    for (std::size_t i = 0; i < partitions.size(); ++i) {
        const std::int64_t next = m_assigned[partitions[i]].next;
        if (next < marks[i].first || next > marks[i].end) {
            return outOfRange({ partitions[i], next }, marks[i]);
        }
    }
    std::vector<Position> from;
    for (std::size_t i = 0; i < partitions.size(); ++i) {
        Assigned& assigned = m_assigned[partitions[i]];
        assigned.isCompared = !assigned.last || assigned.next <= marks[i].first;
        from.push_back({ partitions[i], assigned.from() });
    }
    // It may take seconds to end, being used to a cluster that is away: nobody waits for that.
    std::thread([old = useClient(std::move(m_candidate))]() mutable { old.reset(); }).detach();
    const PartitionList list = makeList(from);
    const auto code = rd_kafka_assign(m_handle->get(), list.get());
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return m_handle->explain(code, "assigning partitions");
    }
    if (!paused.empty()) {
        rd_kafka_pause_partitions(m_handle->get(), makeList(paused).get());
    }
    m_suspect = false;
    log::info("bus.consumer_renewed", { { "partitions", std::to_string(partitions.size()) } });
    return {};
}

std::unique_ptr<KafkaHandle> KafkaConsumer::useClient(std::unique_ptr<KafkaHandle> client)
{
    m_fetched.clear(); // every message must be gone before its client can end
    if (m_handle) {
        rd_kafka_assign(m_handle->get(), nullptr);
    }
    const std::lock_guard lock(m_wakeMutex);
    m_queue.reset();
    std::unique_ptr<KafkaHandle> old = std::exchange(m_handle, std::move(client));
    if (m_handle) {
        m_queue.reset(rd_kafka_queue_get_consumer(m_handle->get()));
    }
    return old;
}

// False: the record is before what was asked for, behind what must come first, or the first one
// again that was handed out last.
bool KafkaConsumer::isWanted(const rd_kafka_message_s& message, Assigned& assigned)
{
    if (message.offset < assigned.from() || !isNext(message, assigned)) {
        return false;
    }
    if (assigned.isCompared) {
        return true;
    }
    assigned.isCompared = true;
    if (message.offset >= assigned.next) {
        return true; // the last one was compacted away
    }
    if (fingerprintOf(recordOf(message, m_lastAt)) != *assigned.last) {
        m_error = fatal("bus.topic_recreated",
            "partition " + std::to_string(m_lastAt.partition) + " of topic " + m_lastAt.topic
                + " no longer holds at offset " + std::to_string(message.offset)
                + " what was read there before: the topic was deleted and made anew")
                      .with("topic", m_lastAt.topic)
                      .with("partition", std::to_string(m_lastAt.partition));
    }
    return false;
}

bool KafkaConsumer::isNext(const rd_kafka_message_s& message, Assigned& assigned)
{
    const bool wasAsked = std::exchange(assigned.isAskedAgain, false);
    if (message.offset == assigned.from()) {
        if (wasAsked) {
            log::error("bus.records_skipped",
                { { "topic", m_lastAt.topic }, { "partition", std::to_string(m_lastAt.partition) },
                    { "offset", std::to_string(message.offset) } });
            m_directory.watch().countJump("repaired");
        }
        return true;
    }
    if (wasAsked) {
        m_directory.watch().countJump("right");
        assigned.hasHoles = true;
    }
    if (!assigned.hasHoles) {
        askAgain(assigned);
    }
    return assigned.hasHoles;
}

// REQUIRES: m_lastAt is its place
void KafkaConsumer::askAgain(Assigned& assigned)
{
    const TopicPartition at = m_lastAt;
    std::erase_if(m_fetched, [&at](const Message& message) {
        return message->rkt != nullptr && message->partition == at.partition
            && at.topic == std::string_view(rd_kafka_topic_name(message->rkt));
    });
    const Status done = seek({ &at, 1 });
    assigned.isAskedAgain = done.ok();
    if (!done.ok()) {
        suspect(done.error());
        m_error = done.error();
    }
}

} // namespace locus::bus::kafka
