// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/event_bus.h"
#include "core/bus/kafka/credentials_watch.h"
#include "core/bus/kafka/kafka_handle.h"
#include "core/bus/kafka/topic_directory.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct rd_kafka_topic_s;

namespace locus::bus::kafka {

// An idempotent producer that never gives up on its own: with the brokers away records wait, in
// order. Records with a partition of their own and records placed by key are not ordered among each
// other. After a fatal delivery every later send() fails; the caller makes a new producer and goes
// on at its lowest unacknowledged record. Replaced certificates are taken when nothing is in
// flight; with the brokers out of reach the deliveries fail, so that the caller makes a new
// producer. After every broker was out of reach no delivery is handed out before the cluster has
// shown to be the same; what another one took counts as not written ("bus.other_cluster").
class KafkaProducer final : public BusProducer
{
public:
    // Those that nobody reads would pile up in an idle producer.
    enum class Statistics : std::uint8_t
    {
        Off,
        On
    };
    static Result<std::unique_ptr<KafkaProducer>> open(const KafkaSettings& settings,
        TopicDirectory& directory, Statistics statistics = Statistics::Off);
    ~KafkaProducer() override;

    Status send(OutRecord record, std::uint64_t token) override;
    std::vector<Delivery> deliveries(std::chrono::milliseconds timeout) override;
    [[nodiscard]] std::size_t inFlight() const override { return m_inFlight; }
    void abandon() override;

    [[nodiscard]] const KafkaHandle& handle() const { return *m_handle; }

private:
    struct TopicDestroy
    {
        void operator()(rd_kafka_topic_s* topic) const;
    };
    struct Target
    {
        std::unique_ptr<rd_kafka_topic_s, TopicDestroy> topic;
        std::int32_t partitions = 0;
        std::size_t maxBytes = 0; // 0: the broker decides
    };

    KafkaProducer(const KafkaSettings& settings, TopicDirectory& directory, Statistics statistics)
        : m_settings(settings)
        , m_statistics(statistics)
        , m_directory(directory)
        , m_credentials(settings)
    { }

    Result<std::unique_ptr<KafkaHandle>> openClient();
    Status warmUp();
    void renewIfIdle();
    void giveUp(const Error& why);
    void noteHealth();
    void lookAtStall();
    std::vector<Delivery> verified(std::vector<Delivery> ready);
    [[nodiscard]] Error failure(const rd_kafka_message_s& message) const;
    Result<Target*> targetOf(const std::string& topic);
    void onDelivery(const rd_kafka_message_s& message);

    const KafkaSettings m_settings;
    const Statistics m_statistics;
    TopicDirectory& m_directory;
    CredentialsWatch m_credentials;
    std::vector<Delivery> m_ready;
    std::size_t m_inFlight = 0;
    std::optional<Error> m_givenUp; // why everything in flight was purged
    bool m_suspect = false; // every broker was out of reach: what comes back may be another cluster
    std::chrono::steady_clock::time_point m_progressAt {}; // of the last delivery or first send
    std::chrono::steady_clock::time_point m_lookAt {};
    std::unique_ptr<KafkaHandle> m_inquirer; // asks why nothing is acknowledged
    std::unique_ptr<KafkaHandle> m_handle;
    std::map<std::string, Target, std::less<>> m_targets; // gone before the handle
};

} // namespace locus::bus::kafka
