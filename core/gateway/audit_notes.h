// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/mailbox.h"
#include "core/gateway/rpc_table.h"
#include "core/pipeline/command.h"

#include <functional>
#include <optional>
#include <string>

namespace locus::gateway {

// What a call says of itself for the audit trail: never its payload.
people::AuditNote noteOf(const Call& call, people::AuditKind kind);
// The same for a person at the door. `user` is empty where nobody is known.
people::AuditNote noteOfSession(people::AuditKind kind, const people::Principal& principal,
    const std::string& address, const std::string& outcome);

// Writes what the gateway sees into the audit trail: denials, sign-ins, and what shows patients'
// data, which goes out only when the record of it is on the disk. Thread contract: the gateway's
// thread.
class AuditNotes
{
public:
    AuditNotes(pipeline::CommandPort& port, MailboxPtr mailbox);

    // `then` on the gateway's thread; its errors are those of CommandPort::note().
    void note(people::AuditNote note, std::function<void(Status)> then) const;
    // Nobody waits for it.
    void note(people::AuditNote note) const;

    // The reply of a call that is to be recorded, or `reply` itself if it shows nothing.
    [[nodiscard]] Reply recorded(const Call& call, Reply reply) const;
    // Says no, when that is recorded.
    void deny(const Call& call, Error error, Reply reply) const;

private:
    pipeline::CommandPort& m_port;
    MailboxPtr m_mailbox;
};

} // namespace locus::gateway
