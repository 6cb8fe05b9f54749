// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/events/event_factory.h"
#include "core/people/user_events.h"
#include "core/pipeline/role.h"

#include <string>
#include <string_view>
#include <vector>

namespace locus::pipeline {

// How other systems hear of accounts and teams: events of the stream "User/<id>" or "Team/<id>",
// in the transaction of the row that they tell of. Thread contract: the loop's thread.
class IdentityStream
{
public:
    IdentityStream(std::string_view installation, std::string tenantId);

    // `cause`: of the command, or of the timer; the same one gives the same ids.
    Status tell(std::string_view entity, const std::string& id,
        const std::vector<people::IdentityEvent>& events, const Command& cause,
        Effects& effects) const;

private:
    const events::EventFactory m_factory;
};

} // namespace locus::pipeline
