// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/gateway/ticket_office.h"
#include "core/people/principal.h"

#include <map>
#include <string>
#include <string_view>

namespace locus::people {
class TokenStore;
}

namespace locus::gateway {

class SessionBook;

// Who a caller is, for sockets and for HTTP alike, and how many sockets a user has open. Thread
// contract: the gateway's thread.
class SignIn
{
public:
    SignIn(
        people::TokenStore& tokens, TicketOffice& tickets, SessionBook& sessions, int mostPerUser);

    // A token, that of a session or a ticket, told apart by how it begins. Errors: refused
    // "people.bad_token", "session.bad_ticket".
    Result<people::Principal> with(std::string_view secret);
    // The value of an Authorization header. Errors: also refused "session.not_signed_in".
    Result<people::Principal> withHeader(std::string_view authorization);

    Result<std::string> ticketFor(const people::Principal& principal);
    [[nodiscard]] const TicketOffice& tickets() const { return m_tickets; }

    // One more socket of a user. Errors: retriable "session.too_many".
    Status enter(const people::Principal& principal);
    void leave(const people::Principal& principal);
    // A call of this caller: a session counts it as use. Errors: refused "session.ended".
    Status use(const people::Principal& principal);
    // False where a password has to be given again before what is sensitive; a token is enough.
    bool isFresh(const people::Principal& principal);
    // With the emergency access that is open now.
    [[nodiscard]] people::Principal current(const people::Principal& principal) const;
    // Why the caller's session is over: refused "session.revoked" and those of SessionBook.
    [[nodiscard]] Error whyOver(const people::Principal& principal) const;
    // False once the token was revoked or its session is over.
    bool isStillValid(const people::Principal& principal);

private:
    people::TokenStore& m_tokens;
    TicketOffice& m_tickets;
    SessionBook& m_sessions;
    int m_mostPerUser;
    std::map<std::string, int> m_perUser;
};

} // namespace locus::gateway
