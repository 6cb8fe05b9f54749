// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/bus/scripted_bus.h"

#include <set>

namespace locus::test {

using namespace locus::bus;

class ScriptedBus::Producer final : public BusProducer
{
public:
    explicit Producer(ScriptedBus& bus)
        : m_bus(bus)
    { }

    Status send(OutRecord record, std::uint64_t token) override
    {
        const std::lock_guard lock(m_bus.m_mutex);
        ++m_bus.m_attempts;
        Delivery delivery { token, { record.topic, 0 }, -1, {} };
        // What is behind a failed record fails too, until the sender has heard of it.
        const Fate fate = m_ended             ? Fate::Fatal
            : m_broken.contains(record.topic) ? Fate::NotWritten
                                              : m_bus.m_script(record);
        auto& values = m_bus.m_values[record.topic];
        if (fate == Fate::Written || fate == Fate::PossiblyWritten
            || fate == Fate::SilentButWritten) {
            delivery.offset = static_cast<std::int64_t>(values.size());
            values.push_back(record.value.value_or(""));
        }
        if (fate == Fate::NotWritten) {
            m_broken.insert(record.topic);
            delivery.status = retriable("scripted.failed", "not now").with("written", "no");
        } else if (fate == Fate::Fatal) {
            m_ended = true;
            delivery.status =
                fatal("scripted.fatal", "the producer is at its end").with("written", "no");
        } else if (fate != Fate::Written) {
            delivery.status = retriable("scripted.unheard", "nobody knows")
                                  .with("written", fate == Fate::Silent ? "no" : "possibly");
        }
        const bool silent = fate == Fate::Silent || fate == Fate::SilentButWritten;
        (silent ? m_silent : m_ready).push_back(std::move(delivery));
        return {};
    }

    std::vector<Delivery> deliveries(std::chrono::milliseconds /*timeout*/) override
    {
        std::vector<Delivery> out;
        out.swap(m_ready);
        m_broken.clear();
        return out;
    }
    [[nodiscard]] std::size_t inFlight() const override { return m_ready.size() + m_silent.size(); }
    void abandon() override
    {
        m_ready.insert(m_ready.end(), m_silent.begin(), m_silent.end());
        m_silent.clear();
    }

private:
    ScriptedBus& m_bus;
    std::vector<Delivery> m_ready;
    std::vector<Delivery> m_silent;
    std::set<std::string> m_broken;
    bool m_ended = false;
};

Result<std::unique_ptr<BusProducer>> ScriptedBus::makeProducer()
{
    const std::lock_guard lock(m_mutex);
    ++m_producers;
    return std::unique_ptr<BusProducer>(std::make_unique<Producer>(*this));
}

std::vector<std::string> ScriptedBus::values(const std::string& topic) const
{
    const std::lock_guard lock(m_mutex);
    const auto at = m_values.find(topic);
    return at == m_values.end() ? std::vector<std::string>() : at->second;
}

int ScriptedBus::attempts() const
{
    const std::lock_guard lock(m_mutex);
    return m_attempts;
}

int ScriptedBus::producers() const
{
    const std::lock_guard lock(m_mutex);
    return m_producers;
}

} // namespace locus::test
