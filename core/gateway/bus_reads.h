// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/reader_thread.h"
#include "core/gateway/rpc_table.h"

#include <QObject>

#include <chrono>
#include <functional>

namespace locus::gateway {

// Reads that ask the bus too, which may be away: on a reader thread of their own, so that nobody
// else's read waits with them. Thread contract: the gateway's thread.
class BusReads
{
public:
    using Read = std::function<Result<Bytes>(ReadPorts&)>;

    BusReads(MakeReadPorts make, MailboxPtr mailbox, std::chrono::milliseconds patience);

    // Replies with what `read` finds. Errors beside its own: retriable "gateway.bus_silent" behind
    // the patience, "gateway.overloaded".
    void ask(Read read, const Reply& reply);
    // As ReaderThread::stop(); reads that nobody waits for any more are not begun.
    void stop();

private:
    const std::chrono::milliseconds m_patience;
    ReaderThread m_thread;
    QObject m_deadlines; // they end with it
};

} // namespace locus::gateway
