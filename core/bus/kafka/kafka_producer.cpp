// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/kafka_producer.h"

#include "core/bus/kafka/kafka_errors.h"
#include "core/bus/record_size.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <array>

namespace locus::bus::kafka {

namespace {

constexpr std::chrono::milliseconds metadataPatience { 10'000 };

const std::array<KafkaHandle::Setting, 8> producerSettings { {
    { "enable.idempotence", "true" }, // acks=all and order come with it
    { "acks", "all" },
    { "message.timeout.ms", "0" }, // the sender's store is the queue: a time-out would leave a gap
    { "partitioner", "murmur2_random" },
    // A request holds one partition: at 10,000 records a second 1 ms makes a broker so busy with
    // small requests that the slowest percent comes half as late again.
    { "linger.ms", "2" },
    { "message.max.bytes", "12582912" }, // above the largest topic limit; each topic has its own
    { "queue.buffering.max.messages", "100000" },
    { "queue.buffering.max.kbytes", "262144" },
} };

// librdkafka takes void* and does not write through it: RD_KAFKA_MSG_F_COPY.
void setOctets(rd_kafka_vu_t& argument, rd_kafka_vtype_t type, const std::optional<Bytes>& octets)
{
    argument.vtype = type;
    argument.u.mem.ptr = octets ? const_cast<char*>(octets->data()) : nullptr;
    argument.u.mem.size = octets ? octets->size() : 0;
}

// Not refused for good: the right can be granted, and until then the record waits with its sender.
Error lacksWrite(const std::string& topic, const Error& cause)
{
    Error error = notPermitted("Write", topic, cause);
    error.kind = ErrorKind::Retriable;
    return error;
}

rd_kafka_headers_t* makeHeaders(const std::vector<Header>& headers)
{
    rd_kafka_headers_t* list = rd_kafka_headers_new(headers.size());
    for (const auto& [name, value] : headers) {
        rd_kafka_header_add(list, name.data(), static_cast<ssize_t>(name.size()),
            value ? value->data() : nullptr, value ? static_cast<ssize_t>(value->size()) : 0);
    }
    return list;
}

} // namespace

void KafkaProducer::TopicDestroy::operator()(rd_kafka_topic_s* topic) const
{
    rd_kafka_topic_destroy(topic);
}

Result<std::unique_ptr<KafkaProducer>> KafkaProducer::open(
    const KafkaSettings& settings, TopicDirectory& directory, Statistics statistics)
{
    std::unique_ptr<KafkaProducer> producer(new KafkaProducer(settings, directory, statistics));
    LOCUS_TRY_VALUE(client, producer->openClient());
    producer->m_handle = std::move(client);
    LOCUS_TRY(producer->warmUp());
    return producer;
}

Result<std::unique_ptr<KafkaHandle>> KafkaProducer::openClient()
{
    std::vector<KafkaHandle::Setting> all(producerSettings.begin(), producerSettings.end());
    all.emplace_back("compression.codec", std::string(toString(m_settings.compression)));
    if (m_statistics == Statistics::On) {
        all.emplace_back("statistics.interval.ms", "1000");
    }
    return KafkaHandle::open(m_settings, KafkaHandle::Role::Producer, all,
        [this](const rd_kafka_message_s& message) { onDelivery(message); },
        m_directory.waiting());
}

KafkaProducer::~KafkaProducer()
{
    if (m_handle) {
        // What is still here is in the sender's store as well; waiting would only delay the end.
        rd_kafka_purge(m_handle->get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
        m_handle->serve(0);
    }
    m_targets.clear();
}

Status KafkaProducer::warmUp()
{
    // A topic's first record waits up to a second for its leader unless somebody asked before.
    for (const std::string& topic : m_directory.limitedTopics()) {
        const auto target = targetOf(topic);
        if (!target.ok() && target.error().kind != ErrorKind::NotFound) {
            return target.error();
        }
    }
    return m_directory.watch().checkIdentity(*m_handle, metadataPatience);
}

Result<KafkaProducer::Target*> KafkaProducer::targetOf(const std::string& topic)
{
    const auto found = m_targets.find(topic);
    if (found != m_targets.end()) {
        return &found->second;
    }
    LOCUS_TRY_VALUE(partitions, m_directory.partitions(*m_handle, topic, metadataPatience));
    Target target;
    target.partitions = partitions;
    target.maxBytes = m_directory.limit(topic);
    target.topic.reset(rd_kafka_topic_new(m_handle->get(), topic.c_str(), nullptr));
    if (!target.topic) {
        return kafkaError(rd_kafka_last_error(), "opening topic " + topic);
    }
    return &m_targets.emplace(topic, std::move(target)).first->second;
}

Status KafkaProducer::send(OutRecord record, std::uint64_t token)
{
    renewIfIdle();
    LOCUS_TRY_VALUE(target, targetOf(record.topic));
    const std::size_t size = recordBytes(record);
    if (target->maxBytes > 0 && size > target->maxBytes) {
        return tooLarge(record.topic, size, target->maxBytes);
    }
    if (record.partition && (*record.partition < 0 || *record.partition >= target->partitions)) {
        LOCUS_TRY(
            m_directory.check(*m_handle, { record.topic, *record.partition }, metadataPatience));
    }
    std::array<rd_kafka_vu_t, 8> arguments {};
    arguments[0].vtype = RD_KAFKA_VTYPE_RKT;
    arguments[0].u.rkt = target->topic.get();
    arguments[1].vtype = RD_KAFKA_VTYPE_PARTITION;
    arguments[1].u.i32 = record.partition.value_or(RD_KAFKA_PARTITION_UA);
    arguments[2].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
    arguments[2].u.i = RD_KAFKA_MSG_F_COPY;
    setOctets(arguments[3], RD_KAFKA_VTYPE_KEY, record.key);
    setOctets(arguments[4], RD_KAFKA_VTYPE_VALUE, record.value);
    arguments[5].vtype = RD_KAFKA_VTYPE_TIMESTAMP;
    arguments[5].u.i64 = record.timestampMs;
    arguments[6].vtype = RD_KAFKA_VTYPE_OPAQUE;
    // The token itself travels as the pointer; nothing is ever read through it.
    arguments[6].u.ptr = reinterpret_cast<void*>( // NOLINT(performance-no-int-to-ptr)
        static_cast<std::uintptr_t>(token));
    std::size_t count = 7;
    rd_kafka_headers_t* headers = nullptr;
    if (!record.headers.empty()) {
        headers = makeHeaders(record.headers);
        arguments[count].vtype = RD_KAFKA_VTYPE_HEADERS;
        arguments[count++].u.headers = headers;
    }
    rd_kafka_error_t* failed = rd_kafka_produceva(m_handle->get(), arguments.data(), count);
    if (failed == nullptr) {
        if (m_inFlight++ == 0) {
            m_progressAt = std::chrono::steady_clock::now();
        }
        return {};
    }
    Error error = kafkaError(
        rd_kafka_error_code(failed), "sending to " + record.topic, rd_kafka_error_string(failed));
    rd_kafka_error_destroy(failed);
    if (headers != nullptr) {
        rd_kafka_headers_destroy(headers); // taken over on success alone
    }
    if (isNotPermitted(error)) {
        error = lacksWrite(record.topic, error);
        m_directory.watch().report("writing " + record.topic, error);
    }
    return m_handle->fatalError().value_or(std::move(error));
}

void KafkaProducer::onDelivery(const rd_kafka_message_s& message)
{
    Delivery& delivery = m_ready.emplace_back();
    delivery.token = reinterpret_cast<std::uintptr_t>(message._private);
    delivery.at = { rd_kafka_topic_name(message.rkt), message.partition };
    if (message.err == RD_KAFKA_RESP_ERR_NO_ERROR) {
        delivery.offset = message.offset;
        return;
    }
    delivery.status = failure(message);
}

Error KafkaProducer::failure(const rd_kafka_message_s& message) const
{
    const bool possibly =
        rd_kafka_message_status(&message) == RD_KAFKA_MSG_STATUS_POSSIBLY_PERSISTED;
    const char* const written = possibly ? "possibly" : "no";
    // A dead client fails what is in flight before deliveries() has seen that it is dead.
    if (const auto why = m_givenUp ? m_givenUp : m_handle->fatalError()) {
        return Error(*why).with("written", written);
    }
    const std::string topic = rd_kafka_topic_name(message.rkt);
    const Error error = kafkaError(message.err, "writing to " + topic);
    if (isNotPermitted(error)) {
        return lacksWrite(topic, error);
    }
    return Error(error).with("written", written);
}

std::vector<Delivery> KafkaProducer::deliveries(std::chrono::milliseconds timeout)
{
    m_handle->serve(0);
    noteHealth();
    const auto until = std::chrono::steady_clock::now() + timeout;
    while (m_ready.empty() && m_inFlight > 0) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0) {
            break;
        }
        m_handle->serve(static_cast<int>(left.count())); // also returns for statistics and errors
    }
    std::vector<Delivery> out;
    out.swap(m_ready);
    out = verified(std::move(out));
    m_inFlight -= out.size();
    return out;
}

} // namespace locus::bus::kafka
