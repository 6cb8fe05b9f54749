// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/claim_check.h"
#include "core/bus/message.h"
#include "core/bus/publish_options.h"

#include <memory>

namespace locus::bus {

// A message that may leave.
struct CheckedMessage
{
    OutRecord record;
    std::size_t bytes = 0; // what it holds in memory
    std::unique_ptr<ClaimedBody> body {}; // set: stored first, the record becomes a reference
};

// Everything that can be known before anything leaves. `largest`: what the topic takes, 0 if the
// bus does not know. Errors: as PublishOutcome. Pure; any thread.
Result<CheckedMessage> checkMessage(
    Message message, const PublishOptions& options, std::size_t largest);

} // namespace locus::bus
