// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/event_bus.h"
#include "core/bus/kafka/kafka_handle.h"
#include "core/bus/kafka/topic_directory.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

struct rd_kafka_topic_s;

namespace locus::bus::kafka {

// An idempotent producer that never gives up on its own: with the brokers away records wait, in
// order. Records with a partition of their own and records placed by key are not ordered among each
// other. After a fatal delivery every later send() fails; the caller makes a new producer and goes
// on at its lowest unacknowledged record.
class KafkaProducer final : public BusProducer
{
public:
    static Result<std::unique_ptr<KafkaProducer>> open(
        const KafkaSettings& settings, TopicDirectory& directory);
    ~KafkaProducer() override;

    Status send(OutRecord record, std::uint64_t token) override;
    std::vector<Delivery> deliveries(std::chrono::milliseconds timeout) override;
    [[nodiscard]] std::size_t inFlight() const override { return m_inFlight; }

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

    explicit KafkaProducer(TopicDirectory& directory)
        : m_directory(directory)
    { }

    Status warmUp();
    Result<Target*> targetOf(const std::string& topic);
    void onDelivery(const rd_kafka_message_s& message);

    TopicDirectory& m_directory;
    std::vector<Delivery> m_ready;
    std::size_t m_inFlight = 0;
    bool m_purged = false;
    std::unique_ptr<KafkaHandle> m_handle;
    std::map<std::string, Target, std::less<>> m_targets; // gone before the handle
};

} // namespace locus::bus::kafka
