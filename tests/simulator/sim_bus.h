// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/event_bus.h"
#include "tests/support/seeded_random.h"

#include <deque>
#include <map>

namespace locus::test {

// A bus in memory that misbehaves when told: acknowledgements come late, deliveries fail although
// the record was kept, the producer breaks. What it kept survives the core.
class SimBus final : public bus::EventBus
{
public:
    SimBus(SeededRandom& random, std::int32_t partitions)
        : m_random(random)
        , m_partitions(partitions)
    { }

    void setFaulty(bool faulty) { m_faulty = faulty; }
    // What a topic holds, by partition, in offset order.
    [[nodiscard]] const std::vector<bus::Record>& log(const bus::TopicPartition& at)
    {
        return m_logs[at];
    }
    [[nodiscard]] const std::map<bus::TopicPartition, std::vector<bus::Record>>& logs() const
    {
        return m_logs;
    }
    // Appends as another system does.
    void append(bus::OutRecord record);
    [[nodiscard]] std::int32_t partitions() const { return m_partitions; }

    Result<std::string> clusterId() override { return std::string("sim"); }
    Result<std::vector<bus::TopicState>> topics() override
    {
        return std::vector<bus::TopicState>();
    }
    Status ensureTopics(std::span<const bus::TopicSpec> /*specs*/) override { return {}; }
    Result<bus::Watermarks> watermarks(const bus::TopicPartition& at) override;
    Result<std::int64_t> offsetAt(const bus::TopicPartition& /*at*/, std::int64_t /*ms*/) override
    {
        return std::int64_t { 0 };
    }
    Result<std::unique_ptr<bus::BusProducer>> makeProducer() override;
    Result<std::unique_ptr<bus::BusConsumer>> makeConsumer(
        const bus::ConsumerOptions& /*options*/) override
    {
        return refused("sim.no_consumer", "the simulator feeds records itself");
    }

private:
    friend class SimProducer;
    SeededRandom& m_random;
    const std::int32_t m_partitions;
    bool m_faulty = true;
    std::map<bus::TopicPartition, std::vector<bus::Record>> m_logs;
};

} // namespace locus::test
