// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/people/principal.h"

#include <chrono>
#include <map>
#include <string>
#include <string_view>

namespace locus {
class Clock;
class RandomSource;
} // namespace locus

namespace locus::gateway {

// One-time tickets for clients that cannot keep a token. Thread contract: the gateway's thread.
class TicketOffice
{
public:
    // random must be fit for secrets.
    TicketOffice(const Clock& clock, RandomSource& random, std::chrono::milliseconds lifetime);

    // Errors: retriable "gateway.overloaded" when 10,000 tickets are out.
    Result<std::string> issue(const people::Principal& principal);
    // Works once. Errors: refused "session.bad_ticket" for unknown, used and late alike.
    Result<people::Principal> redeem(std::string_view ticket);

    [[nodiscard]] std::chrono::milliseconds lifetime() const { return m_lifetime; }

private:
    struct Issued
    {
        people::Principal principal;
        Duration until { 0 };
    };
    void forgetExpired();

    const Clock& m_clock;
    RandomSource& m_random;
    std::chrono::milliseconds m_lifetime;
    std::map<std::string, Issued> m_issued; // by digest: looking one up tells nothing by its time
};

} // namespace locus::gateway
