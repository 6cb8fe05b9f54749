// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/uuid.h"
#include "core/bus/record.h"
#include "core/events/event_factory.h"
#include "tests/support/seeded_random.h"

#include <cstdint>
#include <string>

namespace locus::bench {

// Events as Locus writes them (CloudEvents structured), 650 octets each, about tasks of fictional
// patients. Every event has an id of its own; 1,000 tasks take turns, so that all partitions fill.
class SampleEvents
{
public:
    static constexpr std::size_t valueOctets = 650;

    explicit SampleEvents(std::string topic);

    [[nodiscard]] bus::OutRecord next();

private:
    test::SeededRandom m_random;
    UuidSource m_ids;
    events::EventFactory m_factory;
    std::string m_topic;
    std::uint64_t m_made = 0;
};

} // namespace locus::bench
