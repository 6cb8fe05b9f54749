// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fake_bus.h"

#include <utility>
#include <vector>

namespace locus::test {

// A bus that takes every record at once and keeps it in the order of sending.
class RecordingPublisher : public FakeBus
{
public:
    std::vector<bus::OutRecord> records;

    Result<std::unique_ptr<bus::BusProducer>> makeProducer() override
    {
        return std::unique_ptr<bus::BusProducer>(std::make_unique<Producer>(*this));
    }

private:
    class Producer final : public bus::BusProducer
    {
    public:
        explicit Producer(RecordingPublisher& owner)
            : m_owner(owner)
        { }
        Status send(bus::OutRecord record, std::uint64_t token) override
        {
            bus::Delivery delivery;
            delivery.token = token;
            delivery.at = { record.topic, 0 };
            delivery.offset = static_cast<std::int64_t>(m_owner.records.size());
            m_owner.records.push_back(std::move(record));
            m_deliveries.push_back(std::move(delivery));
            return {};
        }
        std::vector<bus::Delivery> deliveries(std::chrono::milliseconds /*timeout*/) override
        {
            return std::exchange(m_deliveries, {});
        }
        [[nodiscard]] std::size_t inFlight() const override { return m_deliveries.size(); }

    private:
        RecordingPublisher& m_owner;
        std::vector<bus::Delivery> m_deliveries;
    };
};

} // namespace locus::test
