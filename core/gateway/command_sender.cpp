// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/command_sender.h"

#include "core/gateway/audit_notes.h"

namespace locus::gateway {

CommandSender::CommandSender(pipeline::CommandPort& port, MailboxPtr mailbox)
    : m_port(port)
    , m_mailbox(std::move(mailbox))
{ }

void CommandSender::send(Wish wish, Reply reply)
{
    pipeline::Command command;
    command.id = wish.commandId;
    command.name = std::move(wish.name);
    command.body = std::move(wish.body);
    command.actor = std::move(wish.actor);
    command.expectedVersion = wish.expectedVersion;
    if (wish.call != nullptr) {
        command.onBehalfOf = wish.call->onBehalfOf;
        people::AuditNote seen = noteOf(*wish.call, people::AuditKind::Command);
        command.seen = { std::move(seen.roles), std::move(seen.address), std::move(seen.purpose),
            std::move(seen.entity), std::move(seen.subject) };
    }
    m_port.submit(std::move(command),
        [mailbox = m_mailbox, reply = std::move(reply)](
            const pipeline::Answer& answer) { mailbox->post([reply, answer] { reply(answer); }); });
}

} // namespace locus::gateway
