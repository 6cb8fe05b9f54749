// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/event_bus.h"

namespace locus::test {

// A bus without anything on it; a test overrides what it is about.
class FakeBus : public bus::EventBus
{
public:
    Result<std::string> clusterId() override { return std::string("fake"); }
    Result<std::vector<bus::TopicState>> topics() override
    {
        return std::vector<bus::TopicState>();
    }
    Status ensureTopics(std::span<const bus::TopicSpec>) override { return {}; }
    Result<bus::Watermarks> watermarks(const bus::TopicPartition&) override
    {
        return bus::Watermarks();
    }
    Result<std::int64_t> offsetAt(const bus::TopicPartition&, std::int64_t) override { return 0; }
    Result<std::unique_ptr<bus::BusConsumer>> makeConsumer(const bus::ConsumerOptions&) override
    {
        return refused("test.no_consumer", "none here");
    }
    Result<std::unique_ptr<bus::BusProducer>> makeProducer() override
    {
        return refused("test.no_producer", "none here");
    }
};

} // namespace locus::test
