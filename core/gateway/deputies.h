// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/gateway/rpc_table.h"

#include <functional>

namespace locus {
class Clock;
}

namespace locus::gateway {

class ReaderThread;

// Calls on behalf of somebody else (core/people/delegation.h): read anew at each call, so that what
// the giver revokes or loses ends at once. The loop asks the same again in the transaction of a
// command. Thread contract: the gateway's thread.
class Deputies
{
public:
    Deputies(ReaderThread& reader, const Clock& clock);

    // The same call with the roles that were lent for it, and none of the caller's own. Errors:
    // refused "people.no_account" (a token acts for nobody), and those of people::rolesOnBehalf().
    void find(Call call, std::function<void(Result<Call>)> then) const;

private:
    ReaderThread& m_reader;
    const Clock& m_clock;
};

} // namespace locus::gateway
