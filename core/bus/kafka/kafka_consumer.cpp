// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/kafka_consumer.h"

#include "core/bus/kafka/kafka_errors.h"
#include "core/bus/kafka/kafka_offsets.h"
#include "core/bus/position_error.h"
#include "core/bus/record_size.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>

namespace locus::bus::kafka {

namespace {

constexpr std::chrono::milliseconds patience { 10'000 };
constexpr std::chrono::milliseconds slice { 500 }; // of a longer wait
constexpr std::size_t largestTake = 2'000;

std::string place(const TopicPartition& at)
{
    return at.topic + "/" + std::to_string(at.partition);
}

std::optional<Bytes> octets(const void* data, std::size_t size)
{
    if (data == nullptr) {
        return std::nullopt;
    }
    return Bytes(static_cast<const char*>(data), size);
}

void copyHeaders(const rd_kafka_message_t& message, Record& into)
{
    rd_kafka_headers_t* headers = nullptr;
    if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return;
    }
    into.headers.reserve(rd_kafka_header_cnt(headers));
    const char* name = nullptr;
    const void* value = nullptr;
    std::size_t size = 0;
    for (std::size_t i = 0;
         rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR;
         ++i) {
        into.headers.emplace_back(name, octets(value, size));
    }
}

std::vector<KafkaHandle::Setting> consumerSettings(const ConsumerOptions& options)
{
    std::vector<KafkaHandle::Setting> all {
        { "auto.offset.reset", "error" },
        { "enable.auto.commit", "false" },
        { "enable.auto.offset.store", "false" },
        { "enable.partition.eof", "false" },
        { "allow.auto.create.topics", "false" },
        { "check.crcs", "true" },
        // A broker answers as soon as it has a record; this bounds how long a newly assigned or
        // resumed partition waits behind an idle fetch.
        { "fetch.wait.max.ms", "50" },
        { "fetch.error.backoff.ms", "50" },
    };
    if (options.prefetchBytes > 0) {
        all.emplace_back("queued.max.messages.kbytes",
            std::to_string(std::max<std::size_t>(options.prefetchBytes / 1024, 1)));
    }
    // librdkafka wants a name even where no group is used; positions then go nowhere.
    all.emplace_back("group.id", options.group.empty() ? "locus-inspect" : options.group);
    return all;
}

} // namespace

Record KafkaConsumer::recordOf(const rd_kafka_message_s& message, const TopicPartition& at)
{
    Record record;
    record.at = at;
    record.offset = message.offset;
    record.timestampMs = std::max<std::int64_t>(rd_kafka_message_timestamp(&message, nullptr), 0);
    record.key = octets(message.key, message.key_len);
    record.value = octets(message.payload, message.len);
    copyHeaders(message, record);
    return record;
}

void KafkaConsumer::QueueDestroy::operator()(rd_kafka_queue_s* queue) const
{
    rd_kafka_queue_destroy(queue);
}

void KafkaConsumer::MessageDestroy::operator()(rd_kafka_message_s* message) const
{
    rd_kafka_message_destroy(message);
}

Result<std::unique_ptr<KafkaConsumer>> KafkaConsumer::open(
    const KafkaSettings& settings, TopicDirectory& directory, const ConsumerOptions& options)
{
    std::unique_ptr<KafkaConsumer> consumer(new KafkaConsumer(settings, directory, options));
    LOCUS_TRY_VALUE(client, consumer->openClient());
    consumer->useClient(std::move(client));
    return consumer;
}

Result<std::unique_ptr<KafkaHandle>> KafkaConsumer::openClient() const
{
    return KafkaHandle::open(m_settings, KafkaHandle::Role::Consumer, consumerSettings(m_options),
        {}, m_directory.waiting());
}

KafkaConsumer::~KafkaConsumer()
{
    useClient(nullptr);
}

Status KafkaConsumer::checkRanges(std::span<const Position> positions)
{
    std::vector<TopicPartition> partitions;
    for (const Position& position : positions) {
        LOCUS_TRY(m_directory.check(*m_handle, position.at, patience));
        partitions.push_back(position.at);
    }
    LOCUS_TRY_VALUE(marks, watermarksOf(*m_handle, partitions, patience));
    for (std::size_t i = 0; i < positions.size(); ++i) {
        if (positions[i].next < marks[i].first || positions[i].next > marks[i].end) {
            return outOfRange(positions[i], marks[i]);
        }
    }
    return {};
}

Status KafkaConsumer::assign(std::span<const Position> positions)
{
    if (!positions.empty()) {
        LOCUS_TRY(checkRanges(positions));
    }
    m_fetched.clear();
    m_assigned.clear();
    m_last = nullptr;
    m_error.reset();
    m_suspect = false;
    for (const Position& position : positions) {
        m_assigned[position.at].next = position.next;
    }
    const PartitionList list = makeList(positions);
    const auto code = rd_kafka_assign(m_handle->get(), list.get());
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return m_handle->explain(code, "assigning partitions");
    }
    return {};
}

void KafkaConsumer::take(std::size_t limit, int timeoutMs)
{
    std::vector<rd_kafka_message_t*> messages(limit);
    const ssize_t count =
        rd_kafka_consume_batch_queue(m_queue.get(), timeoutMs, messages.data(), limit);
    for (ssize_t i = 0; i < count; ++i) {
        m_fetched.emplace_back(messages[static_cast<std::size_t>(i)]);
    }
}

void KafkaConsumer::fetch(std::size_t limit, std::chrono::milliseconds timeout)
{
    // A batch call waits its whole time for a full batch: wait for one, then take what is there.
    take(1, static_cast<int>(timeout.count()));
    if (!m_fetched.empty() && limit > 1) {
        take(std::min(limit, largestTake) - 1, 0);
    }
}

Result<std::vector<Record>> KafkaConsumer::poll(
    std::size_t maxRecords, std::size_t maxBytes, std::chrono::milliseconds timeout)
{
    const auto until = std::chrono::steady_clock::now() + timeout;
    std::vector<Record> out;
    LOCUS_TRY(renewIfNeeded(timeout));
    for (;;) {
        drain(maxRecords, maxBytes, out);
        if (!out.empty()) {
            return out;
        }
        if (m_error) {
            // What is fatal stays until the next assign(): nothing may be read behind it.
            const bool stays = m_error->kind == ErrorKind::Fatal;
            return stays ? *m_error : *std::exchange(m_error, std::nullopt);
        }
        if (auto unreachable = m_handle->takeUnreachable()) {
            suspect(*unreachable);
            return std::move(*unreachable);
        }
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (m_woken.exchange(false) || left.count() < 0) {
            return out;
        }
        fetch(maxRecords, std::min(left, slice));
        if (m_fetched.empty() && left > slice && m_handle->waiting().isEnding()) {
            return kafkaError(RD_KAFKA_RESP_ERR__TIMED_OUT, "reading");
        }
        if (m_fetched.empty() && left.count() == 0) {
            return out;
        }
    }
}

void KafkaConsumer::drain(std::size_t maxRecords, std::size_t maxBytes, std::vector<Record>& out)
{
    std::size_t bytes = 0;
    while (!m_fetched.empty() && out.size() < maxRecords && bytes < maxBytes && !m_error) {
        const Message message = std::move(m_fetched.front());
        m_fetched.pop_front();
        if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
            noteError(*message);
            continue;
        }
        Assigned* assigned = assignedOf(*message);
        if (assigned == nullptr || assigned->paused || !isWanted(*message, *assigned)) {
            continue;
        }
        out.push_back(recordOf(*message, m_lastAt));
        assigned->next = message->offset + 1;
        bytes += recordBytes(out.back());
    }
    rememberLast(out);
}

void KafkaConsumer::rememberLast(const std::vector<Record>& out)
{
    std::map<TopicPartition, const Record*> newest;
    for (auto record = out.rbegin(); record != out.rend(); ++record) {
        if (newest.size() == m_assigned.size()) {
            break;
        }
        newest.try_emplace(record->at, &*record);
    }
    for (const auto& [at, record] : newest) {
        m_assigned[at].last = fingerprintOf(*record);
    }
}

KafkaConsumer::Assigned* KafkaConsumer::assignedOf(const rd_kafka_message_s& message)
{
    const char* topic = rd_kafka_topic_name(message.rkt);
    if (m_last == nullptr || m_lastAt.partition != message.partition || m_lastAt.topic != topic) {
        m_lastAt = { topic, message.partition };
        const auto found = m_assigned.find(m_lastAt);
        m_last = found == m_assigned.end() ? nullptr : &found->second;
    }
    return m_last;
}

void KafkaConsumer::noteError(const rd_kafka_message_s& message)
{
    if (message.rkt == nullptr) { // about the client: its handle knows more
        if (auto unreachable = m_handle->takeUnreachable()) {
            suspect(*unreachable);
        } else if (message.err == RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED) {
            noteGroupRefused(message.err);
        } else {
            m_error = kafkaError(message.err, "reading", rd_kafka_message_errstr(&message));
        }
        return;
    }
    const TopicPartition at { rd_kafka_topic_name(message.rkt), message.partition };
    if (!m_assigned.contains(at)) {
        return;
    }
    const Position wanted { at, m_assigned[at].next };
    Error error = kafkaError(message.err, "reading " + place(at), rd_kafka_message_errstr(&message))
                      .with("topic", at.topic)
                      .with("partition", std::to_string(at.partition))
                      .with("offset", std::to_string(wanted.next));
    if (isNotPermitted(error)) {
        error = notPermitted("Read", at.topic, error);
    } else if (error.code == "bus.offset_out_of_range") { // with what is kept
        const auto marks = watermarksOf(*m_handle, { &at, 1 }, patience);
        error = marks.ok() ? outOfRange(wanted, marks->front()) : std::move(error);
    }
    m_error = std::move(error);
}

// Reading needs no group: without the right only lag tools see nothing.
void KafkaConsumer::noteGroupRefused(int code)
{
    if (!m_options.group.empty()) {
        const Error cause = kafkaError(code, "reporting positions");
        Error error = notPermitted("Read", "", cause);
        error.message = "Kafka: this user lacks the right Read on group " + m_options.group
            + ": records are read, but lag tools do not see how far";
        m_directory.watch().report("group " + m_options.group, error);
    }
}

Status KafkaConsumer::checkAssigned(std::span<const TopicPartition> partitions, bool paused) const
{
    for (const TopicPartition& at : partitions) {
        const auto found = m_assigned.find(at);
        if (found == m_assigned.end() || found->second.paused != paused) {
            return invalid("bus.not_assigned",
                place(at) + (paused ? " was not paused" : " is not assigned or already paused"));
        }
    }
    return {};
}

Status KafkaConsumer::pause(std::span<const TopicPartition> partitions)
{
    LOCUS_TRY(checkAssigned(partitions, false));
    const PartitionList list = makeList(partitions);
    const auto code = rd_kafka_pause_partitions(m_handle->get(), list.get());
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return m_handle->explain(code, "pausing partitions");
    }
    for (const TopicPartition& at : partitions) {
        m_assigned[at].paused = true;
    }
    return {};
}

Status KafkaConsumer::resume(std::span<const TopicPartition> partitions)
{
    LOCUS_TRY(checkAssigned(partitions, true));
    const PartitionList list = makeList(partitions);
    const auto code = rd_kafka_resume_partitions(m_handle->get(), list.get());
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return m_handle->explain(code, "resuming partitions");
    }
    for (const TopicPartition& at : partitions) {
        m_assigned[at].paused = false;
    }
    if (const Status done = seek(partitions); !done.ok()) {
        suspect(done.error()); // goes on with a new client
    }
    return {};
}

Status KafkaConsumer::seek(std::span<const TopicPartition> partitions)
{
    const std::shared_ptr<rd_kafka_topic_partition_list_s> list = makeList(partitions);
    for (int i = 0; i < list->cnt; ++i) {
        auto& elem = list->elems[i];
        elem.offset = m_assigned[{ elem.topic, elem.partition }].from();
    }
    int code = m_handle->call([list](rd_kafka_t* client) {
        rd_kafka_error_t* failed =
            rd_kafka_seek_partitions(client, list.get(), static_cast<int>(patience.count()));
        const rd_kafka_resp_err_t said = rd_kafka_error_code(failed);
        rd_kafka_error_destroy(failed);
        return static_cast<int>(said);
    });
    if (code == RD_KAFKA_RESP_ERR__TIMED_OUT) { // the list may still be in use
        return kafkaError(code, "going back to a place");
    }
    for (int i = 0; i < list->cnt && code == RD_KAFKA_RESP_ERR_NO_ERROR; ++i) {
        code = list->elems[i].err; // each has its own
    }
    return code == RD_KAFKA_RESP_ERR_NO_ERROR ? Status()
                                              : Status(kafkaError(code, "going back to a place"));
}

void KafkaConsumer::reportPositions(std::span<const Position> positions)
{
    if (!m_options.group.empty() && !positions.empty()) {
        const PartitionList list = makeList(positions);
        rd_kafka_commit(m_handle->get(), list.get(), 1);
    }
}

void KafkaConsumer::wake()
{
    m_woken = true;
    const std::lock_guard lock(m_wakeMutex);
    rd_kafka_queue_yield(m_queue.get());
}

} // namespace locus::bus::kafka
