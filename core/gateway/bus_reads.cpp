// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/bus_reads.h"

#include <QTimer>

#include <atomic>
#include <memory>

namespace locus::gateway {

namespace {

constexpr std::size_t mostWaiting = 100; // each is a person who asks

// "10 s", "250 ms"
std::string textOf(std::chrono::milliseconds time)
{
    constexpr std::chrono::milliseconds second { 1000 };
    return time % second == std::chrono::milliseconds(0) ? std::to_string(time / second) + " s"
                                                         : std::to_string(time.count()) + " ms";
}

Error silent(std::chrono::milliseconds patience)
{
    return retriable("gateway.bus_silent", "the cluster did not answer within " + textOf(patience));
}

} // namespace

BusReads::BusReads(MakeReadPorts make, MailboxPtr mailbox, std::chrono::milliseconds patience)
    : m_patience(patience)
    , m_thread(std::move(make), std::move(mailbox), mostWaiting)
{ }

void BusReads::ask(Read read, const Reply& reply)
{
    const auto answered = std::make_shared<std::atomic<bool>>(false);
    const auto once = [answered, reply](Result<Bytes> answer) {
        if (!answered->exchange(true)) {
            reply(std::move(answer));
        }
    };
    Status asked = m_thread.ask(
        [answered, read = std::move(read), patience = m_patience](
            ReadPorts& ports) { return *answered ? Result<Bytes>(silent(patience)) : read(ports); },
        once);
    if (!asked.ok()) {
        once(std::move(asked).error());
        return;
    }
    QTimer::singleShot(
        m_patience, &m_deadlines, [once, patience = m_patience] { once(silent(patience)); });
}

void BusReads::stop()
{
    m_thread.stop();
}

} // namespace locus::gateway
