// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/record.h"
#include "core/events/envelope.h"

#include <optional>
#include <string>
#include <utility>

namespace locus::bus {

// What a program hands to a Publisher: octets as they shall stand in the topic, or an event, which
// is checked and written as CloudEvents (structured mode); `record.headers` then come behind the
// event's own, its key and value are the event's.
struct Message
{
    // NOLINTNEXTLINE(google-explicit-constructor): publish(record) is the point
    Message(OutRecord octets)
        : record(std::move(octets))
    { }
    Message(std::string topic, events::Envelope about)
        : event(std::move(about))
    {
        record.topic = std::move(topic);
    }

    OutRecord record;
    std::optional<events::Envelope> event;
};

} // namespace locus::bus
