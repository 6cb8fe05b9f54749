// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/mailbox.h"
#include "core/gateway/reveals.h"
#include "core/gateway/rpc_table.h"
#include "core/gateway/token_bucket.h"
#include "core/pipeline/command.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace locus {
class Clock;
}

namespace locus::gateway {

// What a call says of itself for the audit trail: never its payload.
people::AuditNote noteOf(const Call& call, people::AuditKind kind);
// The end of a reveal whose time, or session, is over.
people::AuditNote noteOfEnded(const Reveals::Reveal& reveal);
// The same for a person at the door. `user` is empty where nobody is known.
people::AuditNote noteOfSession(people::AuditKind kind, const people::Principal& principal,
    const std::string& address, const std::string& outcome);

// Writes what the gateway sees into the audit trail: denials, sign-ins, and what shows patients'
// data, which is read only when the record of it is on the disk. Thread contract: the gateway's
// thread.
class AuditNotes
{
public:
    AuditNotes(pipeline::CommandPort& port, MailboxPtr mailbox, const Clock& clock);

    // `then` on the gateway's thread; its errors are those of CommandPort::note().
    void note(people::AuditNote note, std::function<void(Status)> then) const;
    // Nobody waits for it.
    void note(people::AuditNote note) const;

    // Somebody unknown was not let in. Two a second are recorded, of the others how many they were:
    // strangers must not fill the disk.
    void noteStranger(const std::string& address, const std::string& outcome) const;

    // What must be on the disk before the call is made. It goes before the read and not between the
    // read and its answer, where a change of what was read could overtake it. Nothing: the call
    // shows no patient.
    [[nodiscard]] static std::optional<people::AuditNote> neededBefore(const Call& call);
    // Such a call's reply: that it was refused after all is recorded too.
    [[nodiscard]] Reply withRefusals(std::shared_ptr<const Call> call, Reply reply) const;
    // Says no, when that is recorded.
    void deny(const Call& call, Error error, Reply reply) const;

private:
    pipeline::CommandPort& m_port;
    MailboxPtr m_mailbox;
    const Clock& m_clock;
    mutable TokenBucket m_strangers;
    mutable std::int64_t m_unrecorded = 0; // strangers since the last that was recorded
};

} // namespace locus::gateway
