// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/uuid.h"
#include "core/gateway/mailbox.h"
#include "core/gateway/rpc_table.h"
#include "core/pipeline/command.h"

#include <optional>

namespace locus::gateway {

// Hands commands to the core loop and brings answers back to the gateway's thread. Thread contract:
// the gateway's thread.
class CommandSender
{
public:
    CommandSender(pipeline::CommandPort& port, MailboxPtr mailbox);

    struct Wish
    {
        Uuid commandId;
        std::string name;
        Bytes body; // JSON object, checked
        std::string actor;
        std::optional<std::uint64_t> expectedVersion;
        const Call* call = nullptr; // whose it is, for the audit trail; read before send() returns
    };
    void send(Wish wish, Reply reply);

private:
    pipeline::CommandPort& m_port;
    MailboxPtr m_mailbox;
};

} // namespace locus::gateway
