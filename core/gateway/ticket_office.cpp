// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/ticket_office.h"

#include "core/base/checksum.h"
#include "core/base/clock.h"
#include "core/base/random_source.h"

namespace locus::gateway {

namespace {
constexpr std::size_t mostTickets = 10'000;
constexpr int ticketWords = 4; // of 64 random bits
} // namespace

TicketOffice::TicketOffice(
    const Clock& clock, RandomSource& random, std::chrono::milliseconds lifetime)
    : m_clock(clock)
    , m_random(random)
    , m_lifetime(lifetime)
{ }

void TicketOffice::forgetExpired()
{
    const Duration now = m_clock.monotonic();
    std::erase_if(m_issued, [now](const auto& entry) { return entry.second.until <= now; });
}

Result<std::string> TicketOffice::issue(const people::Principal& principal)
{
    forgetExpired();
    if (m_issued.size() >= mostTickets) {
        return retriable("gateway.overloaded", "too many tickets are waiting to be used")
            .with("retryAfterMs", std::to_string(m_lifetime.count()));
    }
    static constexpr char digits[] = "0123456789abcdef";
    std::string ticket = "ticket_";
    for (int word = 0; word < ticketWords; ++word) {
        std::uint64_t bits = m_random.next();
        for (int i = 0; i < 16; ++i, bits >>= 4U) {
            ticket += digits[bits & 0xFU];
        }
    }
    m_issued.emplace(sha256Hex(ticket), Issued { principal, m_clock.monotonic() + m_lifetime });
    return ticket;
}

Result<people::Principal> TicketOffice::redeem(std::string_view ticket)
{
    forgetExpired();
    auto found = m_issued.extract(sha256Hex(ticket));
    if (found.empty()) {
        return refused("session.bad_ticket",
            "the ticket is unknown, was used before or is older than "
                + std::to_string(m_lifetime.count() / 1000) + " s; ask for a new one");
    }
    return std::move(found.mapped().principal);
}

} // namespace locus::gateway
