// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/bus/message.h"
#include "core/events/event_factory.h"
#include "core/events/json_members.h"

namespace locus::cli {

// Lines of `locusctl publish`, each one JSON object, become messages. A record:
//   {"topic", "key": text | null, "value": text or any JSON, "headers": {name: text | null}}
// an event:
//   {"type", "data": object, "aggregateid", "topic", "headers", and any attribute of an event}
// where the catalogue gives the topic, a new id and the time are filled in, and the source is this
// program's unless it is given; or a captured record (core/events/captured_record.h).
// Thread contract: one thread.
class PublishLines
{
public:
    PublishLines(const Clock& clock, RandomSource& random);

    // Errors: invalid "records.malformed" naming the member and what is allowed.
    Result<bus::Message> read(BytesView line);

private:
    Result<bus::Message> record();
    Result<bus::Message> event();
    Result<std::vector<bus::Header>> headers();
    Status checkNames(std::span<const std::string> allowed);

    const Clock& m_clock;
    UuidSource m_ids;
    events::EventFactory m_factory;
    events::JsonMembers m_members;
    events::JsonMembers m_headers;
};

} // namespace locus::cli
