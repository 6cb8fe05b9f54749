// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/event_bus.h"

#include <functional>
#include <map>
#include <mutex>
#include <vector>

namespace locus::test {

// What becomes of one record that a producer was given.
enum class Fate
{
    Written,
    NotWritten, // told so; what is behind it in the topic fails as well
    PossiblyWritten, // is in the topic, but the sender is told that nobody knows
    Fatal, // not in the topic, and the producer is at its end
    Silent, // nothing is heard of it until the sender abandons; then it was never written
    SilentButWritten
};

// A bus in memory (one partition a topic) whose producers do what a script says, for whatever
// publishes. Thread contract: any thread; the script is called under a lock.
class ScriptedBus final : public bus::EventBus
{
public:
    using Script = std::function<Fate(const bus::OutRecord&)>;

    explicit ScriptedBus(Script script)
        : m_script(std::move(script))
    { }

    [[nodiscard]] std::vector<std::string> values(const std::string& topic) const;
    [[nodiscard]] int attempts() const; // records given to producers
    [[nodiscard]] int producers() const; // made so far

    Result<std::string> clusterId() override { return std::string("scripted"); }
    Result<std::vector<bus::TopicState>> topics() override
    {
        return std::vector<bus::TopicState>();
    }
    Status ensureTopics(std::span<const bus::TopicSpec> /*specs*/) override { return {}; }
    Result<bus::Watermarks> watermarks(const bus::TopicPartition& /*at*/) override
    {
        return bus::Watermarks();
    }
    Result<std::int64_t> offsetAt(const bus::TopicPartition& /*at*/, std::int64_t /*ms*/) override
    {
        return std::int64_t { 0 };
    }
    Result<std::unique_ptr<bus::BusProducer>> makeProducer() override;
    Result<std::unique_ptr<bus::BusConsumer>> makeConsumer(
        const bus::ConsumerOptions& /*options*/) override
    {
        return refused("scripted.no_consumer", "nothing is read here");
    }

private:
    class Producer;
    const Script m_script;
    mutable std::mutex m_mutex;
    std::map<std::string, std::vector<std::string>> m_values;
    int m_attempts = 0;
    int m_producers = 0;
};

} // namespace locus::test
