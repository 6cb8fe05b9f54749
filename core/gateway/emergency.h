// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/gateway/rpc_table.h"
#include "core/gateway/session_book.h"
#include "core/people/break_glass.h"
#include "core/pipeline/command.h"

#include <functional>

namespace locus {
class Clock;
class UuidSource;
} // namespace locus

namespace locus::gateway {

class CommandSender;
class ReaderThread;

// What emergency access adds to the rights of a call, and how its end reaches the sessions and the
// end of a session reaches it. Thread contract: the gateway's thread.
class Emergency
{
public:
    struct Services
    {
        ReaderThread& reader;
        CommandSender& commands;
        SessionBook& sessions;
        const Clock& clock;
        UuidSource& ids;
    };
    explicit Emergency(const Services& services);

    // Whose data such a call is about has to be known before its rights are.
    [[nodiscard]] static bool asksWhose(const Call& call);
    // Tells with Call::subject; empty: of several, or nobody known.
    void findWhose(Call call, std::function<void(Call)> then) const;
    // By the caller's own roles, or by a clinician's where his overlay covers the subject. Errors:
    // refused "people.not_permitted", "people.glass_other" (it is for another patient).
    [[nodiscard]] Status check(const Call& call) const;

    // A session has ended: other systems hear of it, and its overlay ends with it.
    void sessionEnded(const SessionBook::Session& session, SessionBook::End why) const;
    // An entry changed: what is over is taken from its session.
    void follow(const pipeline::Change& change) const;
    // No session outlives a core: what an earlier one left open ends.
    void closeWhatIsLeft() const;
    void close(
        const people::BreakGlassId& id, people::BreakGlassEnd cause, const std::string& user) const;

private:
    Services m_services;
};

} // namespace locus::gateway
