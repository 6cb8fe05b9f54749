// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/record.h"
#include "core/events/wire_encoder.h"

#include <utility>

namespace locus::test {

// An event as another system sends it, with what a test says of it and defaults for the rest.
class EventBuilder
{
public:
    explicit EventBuilder(std::string id)
    {
        m_event.id = std::move(id);
        m_event.source = "/test";
        m_event.type = "Test.Asked";
        m_event.time = fromMillis(1'772'440'173'000); // where FakeClock begins
        m_event.data = "{}";
        of("Test", "1");
    }

    EventBuilder& type(std::string type)
    {
        m_event.type = std::move(type);
        return *this;
    }
    EventBuilder& of(std::string aggregateType, const std::string& aggregate)
    {
        m_event.aggregateType = std::move(aggregateType);
        m_event.aggregateId = aggregate;
        m_event.partitionKey = aggregate;
        return *this;
    }
    EventBuilder& at(Instant time)
    {
        m_event.time = time;
        return *this;
    }
    EventBuilder& data(Bytes json)
    {
        m_event.data = std::move(json);
        return *this;
    }
    operator events::Envelope() const { return m_event; } // NOLINT(google-explicit-constructor)

private:
    events::Envelope m_event;
};

inline bus::Record recordOf(
    const events::Envelope& event, const bus::TopicPartition& at, std::int64_t offset)
{
    auto wire = events::encodeStructured(event);
    return { at, offset, toMillis(event.time), std::move(wire.key), std::move(wire.value),
        std::move(wire.headers) };
}

} // namespace locus::test
