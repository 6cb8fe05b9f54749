// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/kafka_bus.h"

#include "core/base/log.h"
#include "core/bus/kafka/kafka_admin.h"
#include "core/bus/kafka/kafka_consumer.h"
#include "core/bus/kafka/kafka_handle.h"
#include "core/bus/kafka/kafka_offsets.h"
#include "core/bus/kafka/kafka_producer.h"
#include "core/bus/kafka/topic_directory.h"

#include <librdkafka/rdkafka.h>

namespace locus::bus {

using kafka::KafkaHandle;

KafkaBus::KafkaBus(const KafkaSettings& settings, std::chrono::milliseconds timeout)
    : m_settings(settings)
    , m_timeout(timeout)
    , m_directory(std::make_unique<kafka::TopicDirectory>())
{ }

KafkaBus::~KafkaBus() = default;

Result<std::unique_ptr<KafkaBus>> KafkaBus::open(
    const KafkaSettings& settings, std::chrono::milliseconds timeout)
{
    std::unique_ptr<KafkaBus> bus(new KafkaBus(settings, timeout));
    LOCUS_TRY(bus->connect());
    for (const std::string& warning : settingsWarnings(settings)) {
        log::warn(warning, { { "bootstrap", settings.bootstrap } });
    }
    return bus;
}

Status KafkaBus::connect()
{
    LOCUS_TRY_VALUE(fresh,
        KafkaHandle::open(m_settings, KafkaHandle::Role::Admin, {}, {}, m_directory->waiting()));
    m_handle = std::move(fresh);
    return {};
}

std::shared_ptr<KafkaHandle> KafkaBus::handle()
{
    const std::lock_guard lock(m_mutex);
    m_handle->serve(0);
    // librdkafka before 2.10 never asks for the brokers' addresses again: start from the bootstrap.
    if (m_handle->takeUnreachable()) {
        if (const Status connected = connect(); !connected.ok()) {
            log::error("bus.reconnect_failed", { { "error", connected.error().message } });
        }
    }
    return m_handle;
}

Result<std::string> KafkaBus::clusterId()
{
    const auto client = handle();
    LOCUS_TRY(m_directory->refresh(*client, m_timeout)); // says why, where clusterid() cannot
    std::string id = client->clusterId(m_timeout);
    if (id.empty()) {
        return client->explain(RD_KAFKA_RESP_ERR__TIMED_OUT, "asking for the cluster's id");
    }
    return id;
}

Result<std::vector<TopicState>> KafkaBus::topics()
{
    const auto client = handle();
    LOCUS_TRY(m_directory->refresh(*client, m_timeout));
    return m_directory->topics();
}

Status KafkaBus::ensureTopics(std::span<const TopicSpec> specs)
{
    const auto client = handle();
    LOCUS_TRY(m_directory->refresh(*client, m_timeout));
    std::vector<TopicSpec> missing;
    for (const TopicSpec& spec : specs) {
        const auto known = m_directory->partitions(*client, spec.name, m_timeout);
        if (!known.ok() && known.error().kind != ErrorKind::NotFound) {
            return known.error();
        }
        if (!known.ok()) {
            missing.push_back(spec);
        }
    }
    if (!missing.empty()) {
        LOCUS_TRY(kafka::createTopics(*client, missing, m_directory->brokers(), false, m_timeout));
        LOCUS_TRY(m_directory->awaitLeaders(*client, missing, m_timeout));
    }
    for (const TopicSpec& spec : specs) {
        m_directory->setLimit(spec.name, spec.maxRecordBytes);
    }
    return {};
}

Result<Watermarks> KafkaBus::watermarks(const TopicPartition& at)
{
    const auto client = handle();
    LOCUS_TRY(m_directory->check(*client, at, m_timeout));
    LOCUS_TRY_VALUE(marks, kafka::watermarksOf(*client, { &at, 1 }, m_timeout));
    return marks.front();
}

Result<std::int64_t> KafkaBus::offsetAt(const TopicPartition& at, std::int64_t timestampMs)
{
    const auto client = handle();
    LOCUS_TRY(m_directory->check(*client, at, m_timeout));
    LOCUS_TRY_VALUE(offset, kafka::offsetForTime(*client, at, timestampMs, m_timeout));
    if (offset >= 0) {
        return offset;
    }
    LOCUS_TRY_VALUE(marks, kafka::watermarksOf(*client, { &at, 1 }, m_timeout));
    return marks.front().end;
}

std::optional<Error> KafkaBus::trouble()
{
    return m_directory->watch().trouble();
}

bool KafkaBus::hasClients()
{
    return KafkaHandle::clients() > 0;
}

void KafkaBus::stopWaiting(std::chrono::milliseconds within)
{
    m_directory->waiting().endWithin(within);
}

std::size_t KafkaBus::largestRecord(const std::string& topic)
{
    return m_directory->limit(topic);
}

void KafkaBus::countInto(metrics::Registry& registry)
{
    m_directory->watch().countInto(registry);
}

Result<std::unique_ptr<BusProducer>> KafkaBus::makeProducer()
{
    LOCUS_TRY_VALUE(producer, kafka::KafkaProducer::open(m_settings, *m_directory));
    return std::unique_ptr<BusProducer>(std::move(producer));
}

Result<std::unique_ptr<BusConsumer>> KafkaBus::makeConsumer(const ConsumerOptions& options)
{
    LOCUS_TRY_VALUE(consumer, kafka::KafkaConsumer::open(m_settings, *m_directory, options));
    return std::unique_ptr<BusConsumer>(std::move(consumer));
}

} // namespace locus::bus
