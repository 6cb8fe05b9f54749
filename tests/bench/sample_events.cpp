// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/sample_events.h"

#include "core/base/clock.h"
#include "core/events/wire_encoder.h"

namespace locus::bench {

namespace {

constexpr std::uint64_t tasks = 1000;
constexpr std::uint64_t seed = 650;

const Clock& wallClock()
{
    static const SystemClock clock;
    return clock;
}

std::string taskId(std::uint64_t number)
{
    return deriveUuid("bench-task", fromMillis(1'750'000'000'000), std::to_string(number))
        .toString();
}

Bytes payload(std::uint64_t number, std::uint64_t version, std::size_t padding)
{
    return R"({"taskId":")" + taskId(number) + R"(","patientId":"fictional-)"
        + std::to_string(number) + R"(","status":"STARTED","attempt":)" + std::to_string(version)
        + R"(,"note":")" + std::string(padding, 'n') + R"("})";
}

} // namespace

SampleEvents::SampleEvents(std::string topic)
    : m_random(seed)
    , m_ids(wallClock(), m_random)
    , m_factory("bench", "workflow", "tenant-1")
    , m_topic(std::move(topic))
{ }

bus::OutRecord SampleEvents::next()
{
    const std::uint64_t number = m_made % tasks;
    const std::uint64_t version = m_made / tasks + 1;
    ++m_made;
    events::NewEvent event { "Task.Started", taskId(number), payload(number, version, 0),
        wallClock().now() };
    event.streamVersion = version;
    event.actor = "bench";
    events::Envelope envelope = m_factory.first(m_ids.next(), std::move(event));
    const std::size_t bare = events::encodeStructured(envelope).value->size();
    if (bare < valueOctets) {
        envelope.data = payload(number, version, valueOctets - bare);
    }
    events::EncodedRecord encoded = events::encodeStructured(envelope);
    return { m_topic, std::nullopt, toMillis(envelope.time), std::move(encoded.key),
        std::move(encoded.value), std::move(encoded.headers) };
}

} // namespace locus::bench
