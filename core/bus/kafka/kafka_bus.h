// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/event_bus.h"
#include "core/bus/kafka/kafka_settings.h"

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace locus::bus {

namespace kafka {
class KafkaHandle;
class TopicDirectory;
} // namespace kafka

// The event bus of a hospital: Apache Kafka through librdkafka. Blocking members give up after
// `timeout` with retriable "bus.unreachable", or with what the connection is known to suffer from:
// "bus.name_unknown", "bus.tls_failed", "bus.sign_in_failed", "bus.scram_needs_newer_client".
// Producers and consumers reconnect by themselves and take replaced certificates without a restart;
// a producer whose brokers all changed their addresses must be made anew.
class KafkaBus final : public EventBus
{
public:
    // Needs no broker yet. Errors: invalid "bus.settings".
    static Result<std::unique_ptr<KafkaBus>> open(const KafkaSettings& settings,
        std::chrono::milliseconds timeout = std::chrono::seconds(15));
    ~KafkaBus() override;
    // In this process, of whatever bus; with every bus gone: one that did not come to its end,
    // because its cluster is away.
    [[nodiscard]] static bool hasClients();

    Result<std::string> clusterId() override;
    Result<std::vector<TopicState>> topics() override;
    Status ensureTopics(std::span<const TopicSpec> specs) override;
    Result<Watermarks> watermarks(const TopicPartition& at) override;
    Result<std::int64_t> offsetAt(const TopicPartition& at, std::int64_t timestampMs) override;
    [[nodiscard]] std::size_t largestRecord(const std::string& topic) override;
    // "bus.too_few_copies", "bus.not_acknowledged", "bus.not_permitted", "bus.unreachable" and what
    // a connection suffers from.
    [[nodiscard]] std::optional<Error> trouble() override;
    void countInto(metrics::Registry& registry) override;
    void stopWaiting(std::chrono::milliseconds within) override;
    Result<std::unique_ptr<BusProducer>> makeProducer() override;
    Result<std::unique_ptr<BusConsumer>> makeConsumer(const ConsumerOptions& options) override;

private:
    KafkaBus(const KafkaSettings& settings, std::chrono::milliseconds timeout);

    std::shared_ptr<kafka::KafkaHandle> handle();
    Status connect();

    const KafkaSettings m_settings;
    const std::chrono::milliseconds m_timeout;
    std::unique_ptr<kafka::TopicDirectory> m_directory;
    std::mutex m_mutex;
    std::shared_ptr<kafka::KafkaHandle> m_handle; // shared with calls under way when it is replaced
};

} // namespace locus::bus
