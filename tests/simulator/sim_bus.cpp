// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulator/sim_bus.h"

#include "core/bus/partitioner.h"

namespace locus::test {

class SimProducer final : public bus::BusProducer
{
public:
    explicit SimProducer(SimBus& bus)
        : m_bus(bus)
    { }

    Status send(bus::OutRecord record, std::uint64_t token) override
    {
        if (m_bus.m_faulty && m_bus.m_random.chance(2)) {
            return retriable("bus.unreachable", "simulated");
        }
        bus::Delivery delivery;
        delivery.token = token;
        const bool fails = m_broken || (m_bus.m_faulty && m_bus.m_random.chance(3));
        if (fails) {
            // Possibly persisted: the record may be kept although nobody says so.
            if (!m_broken && m_bus.m_random.chance(50)) {
                m_bus.append(std::move(record));
            }
            m_broken = true;
            delivery.status = m_bus.m_random.chance(50) ? fatal("bus.producer_fatal", "simulated")
                                                        : retriable("bus.timed_out", "simulated");
        } else {
            m_bus.append(std::move(record));
        }
        m_pending.push_back(std::move(delivery));
        return {};
    }

    std::vector<bus::Delivery> deliveries(std::chrono::milliseconds /*timeout*/) override
    {
        std::vector<bus::Delivery> out;
        while (!m_pending.empty() && (!m_bus.m_faulty || m_bus.m_random.chance(60))) {
            out.push_back(std::move(m_pending.front()));
            m_pending.pop_front();
        }
        return out;
    }
    [[nodiscard]] std::size_t inFlight() const override { return m_pending.size(); }

private:
    SimBus& m_bus;
    std::deque<bus::Delivery> m_pending;
    bool m_broken = false;
};

void SimBus::append(bus::OutRecord record)
{
    bus::Record kept;
    kept.at.topic = std::move(record.topic);
    kept.at.partition = kept.at.topic.ends_with(".dlq") || !record.key
        ? 0
        : bus::partitionOfKey(*record.key, m_partitions);
    auto& log = m_logs[kept.at];
    kept.offset = static_cast<std::int64_t>(log.size());
    kept.timestampMs = record.timestampMs;
    kept.key = std::move(record.key);
    kept.value = std::move(record.value);
    kept.headers = std::move(record.headers);
    log.push_back(std::move(kept));
}

Result<bus::Watermarks> SimBus::watermarks(const bus::TopicPartition& at)
{
    return bus::Watermarks { 0, static_cast<std::int64_t>(m_logs[at].size()) };
}

Result<std::unique_ptr<bus::BusProducer>> SimBus::makeProducer()
{
    if (m_faulty && m_random.chance(5)) {
        return retriable("bus.unreachable", "simulated");
    }
    return std::unique_ptr<bus::BusProducer>(std::make_unique<SimProducer>(*this));
}

} // namespace locus::test
