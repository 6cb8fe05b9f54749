// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/sign_in.h"

#include "core/base/text.h"
#include "core/gateway/session_book.h"
#include "core/people/token_store.h"

namespace locus::gateway {

SignIn::SignIn(
    people::TokenStore& tokens, TicketOffice& tickets, SessionBook& sessions, int mostPerUser)
    : m_tokens(tokens)
    , m_tickets(tickets)
    , m_sessions(sessions)
    , m_mostPerUser(mostPerUser)
{ }

Result<people::Principal> SignIn::with(std::string_view secret)
{
    if (secret.starts_with("session_")) {
        return m_sessions.verify(secret);
    }
    if (!secret.starts_with("ticket_")) {
        return m_tokens.verify(secret);
    }
    LOCUS_TRY_VALUE(principal, m_tickets.redeem(secret));
    if (!isStillValid(principal)) {
        return refused("people.bad_token", "the token behind this ticket was revoked");
    }
    return principal;
}

Result<people::Principal> SignIn::withHeader(std::string_view authorization)
{
    static constexpr std::string_view scheme = "Bearer ";
    const bool bearer = authorization.size() > scheme.size()
        && equalsIgnoreCase(authorization.substr(0, scheme.size()), scheme);
    if (!bearer) {
        return refused(
            "session.not_signed_in", "sign in with the header \"Authorization: Bearer <token>\"")
            .with("allowed", "Authorization: Bearer <token>");
    }
    return with(trimmed(authorization.substr(scheme.size())));
}

Result<std::string> SignIn::ticketFor(const people::Principal& principal)
{
    return m_tickets.issue(principal);
}

Status SignIn::enter(const people::Principal& principal)
{
    int& open = m_perUser[principal.user];
    if (open >= m_mostPerUser) {
        return retriable("session.too_many",
            principal.user + " has " + std::to_string(open)
                + " connections open, which is the most; close one first")
            .with("allowed", std::to_string(m_mostPerUser));
    }
    ++open;
    return {};
}

void SignIn::leave(const people::Principal& principal)
{
    if (--m_perUser[principal.user] <= 0) {
        m_perUser.erase(principal.user);
    }
}

bool SignIn::isStillValid(const people::Principal& principal)
{
    if (SessionBook::isSession(principal.tokenId)) {
        return m_sessions.holds(principal.tokenId);
    }
    return principal.anonymous || m_tokens.isValid(principal.tokenId);
}

people::Principal SignIn::current(const people::Principal& principal) const
{
    return m_sessions.current(principal);
}

Error SignIn::whyOver(const people::Principal& principal) const
{
    return SessionBook::isSession(principal.tokenId)
        ? m_sessions.whyOver(principal.tokenId)
        : refused("session.revoked", "the token of this session was revoked");
}

Status SignIn::use(const people::Principal& principal)
{
    return SessionBook::isSession(principal.tokenId) ? m_sessions.use(principal.tokenId) : Status();
}

bool SignIn::isFresh(const people::Principal& principal)
{
    return !SessionBook::isSession(principal.tokenId) || m_sessions.isFresh(principal.tokenId);
}

} // namespace locus::gateway
