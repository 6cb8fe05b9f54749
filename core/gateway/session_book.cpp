// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/session_book.h"

#include "core/base/checksum.h"
#include "core/base/clock.h"
#include "core/base/random_source.h"
#include "core/gateway/gateway_options.h"

#include <algorithm>

namespace locus::gateway {

namespace {

constexpr std::string_view idPrefix = "session/";
constexpr int tokenWords = 4; // of 64 random bits
constexpr int idWords = 1;

std::string randomHex(RandomSource& random, int words)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (int word = 0; word < words; ++word) {
        std::uint64_t bits = random.next();
        for (int i = 0; i < 16; ++i, bits >>= 4U) {
            out += digits[bits & 0xFU];
        }
    }
    return out;
}

constexpr std::size_t mostRemembered = 10'000; // sessions that are over

Error sentenceFor(SessionBook::End why)
{
    switch (why) {
    case SessionBook::End::AccountDisabled:
        return refused("session.account_disabled",
            "this account was disabled; what was taken before goes on, nothing new is taken. Ask "
            "an admin");
    case SessionBook::End::RolesChanged:
        return refused("session.rights_changed",
            "the roles of this account were changed; sign in again to go on with those of now");
    case SessionBook::End::PasswordChanged:
        return refused("session.password_changed",
            "the password of this account was changed; sign in with the new one");
    default: return refused("session.ended", "this session is over; sign in again");
    }
}

} // namespace

SessionBook::SessionBook(const GatewayLimits& limits, const Clock& clock, RandomSource& random)
    : m_limits(limits)
    , m_clock(clock)
    , m_random(random)
{ }

bool SessionBook::isSession(std::string_view tokenId)
{
    return tokenId.starts_with(idPrefix);
}

// A clock that is set forward ends a session early, one that stood still does not prolong it.
bool SessionBook::isOver(const Session& session) const
{
    const Duration now = m_clock.monotonic();
    return now - session.used >= m_limits.sessionIdle
        || now - session.opened >= m_limits.sessionLifetime || m_clock.now() >= session.expiresAt;
}

// `which` gives why a session ends, or nothing.
template <typename Which> int SessionBook::endThose(Which which)
{
    std::vector<std::pair<Session, End>> gone;
    std::erase_if(m_sessions, [&](const auto& entry) {
        const std::optional<End> why = which(entry.second);
        if (!why) {
            return false;
        }
        m_byDigest.erase(entry.second.digest);
        gone.emplace_back(entry.second, *why);
        return true;
    });
    if (m_over.size() + gone.size() > mostRemembered) {
        m_over.clear();
    }
    for (const auto& [session, why] : gone) {
        m_over.insert_or_assign(session.id, why);
        if (m_ended) {
            m_ended(session, why);
        }
    }
    return static_cast<int>(gone.size());
}

void SessionBook::sweep()
{
    endThose([this](const Session& session) {
        return isOver(session) ? std::optional(End::TimeOver) : std::nullopt;
    });
}

void SessionBook::keepWithin(const std::string& user)
{
    auto all = list(user);
    while (static_cast<int>(all.size()) >= m_limits.connectionsPerUser) {
        const std::string oldest = all.back().id;
        endThose([&oldest](const Session& session) {
            return session.id == oldest ? std::optional(End::Elsewhere) : std::nullopt;
        });
        all.pop_back();
    }
}

Duration SessionBook::lifetime() const
{
    return m_limits.sessionLifetime;
}

std::string SessionBook::open(const people::AccountSummary& account, Duration age)
{
    sweep();
    keepWithin(account.user);
    std::string token = "session_" + randomHex(m_random, tokenWords);
    Session session;
    session.id = std::string(idPrefix) + randomHex(m_random, idWords);
    session.digest = sha256Hex(token);
    session.account = account.id;
    session.principal = { account.user, account.roles, session.id, false };
    session.passwordSetAt = account.passwordSetAt;
    session.openedAt = session.usedAt = m_clock.now();
    session.expiresAt = session.openedAt + m_limits.sessionLifetime - age;
    session.used = m_clock.monotonic();
    session.opened = session.proved = session.used - age;
    m_byDigest.insert_or_assign(session.digest, session.id);
    m_sessions.insert_or_assign(session.id, std::move(session));
    return token;
}

Result<people::Principal> SessionBook::verify(std::string_view token)
{
    const auto known = m_byDigest.find(sha256Hex(token));
    if (known == m_byDigest.end() || !use(known->second).ok()) {
        return refused("people.bad_token", "the token is unknown or its session is over");
    }
    return m_sessions.at(known->second).principal;
}

bool SessionBook::holds(std::string_view tokenId) const
{
    const auto found = m_sessions.find(tokenId);
    return found != m_sessions.end() && !isOver(found->second);
}

Status SessionBook::use(std::string_view tokenId)
{
    const auto found = m_sessions.find(tokenId);
    if (found == m_sessions.end() || isOver(found->second)) {
        return whyOver(tokenId);
    }
    found->second.used = m_clock.monotonic();
    found->second.usedAt = m_clock.now();
    return {};
}

bool SessionBook::isFresh(std::string_view tokenId) const
{
    const auto found = m_sessions.find(tokenId);
    return found != m_sessions.end()
        && m_clock.monotonic() - found->second.proved < m_limits.signInFresh;
}

Instant SessionBook::prove(std::string_view tokenId)
{
    if (Session* session = find(tokenId)) {
        session->proved = m_clock.monotonic();
    }
    return m_clock.now() + m_limits.signInFresh;
}

SessionBook::Session* SessionBook::find(std::string_view tokenId)
{
    const auto found = m_sessions.find(tokenId);
    return found == m_sessions.end() ? nullptr : &found->second;
}

Error SessionBook::whyOver(std::string_view tokenId) const
{
    const auto found = m_over.find(tokenId);
    return sentenceFor(found == m_over.end() ? End::TimeOver : found->second)
        .with("allowed", "session.signIn");
}

void SessionBook::openOverlay(std::string_view tokenId, people::Overlay overlay)
{
    if (Session* session = find(tokenId)) {
        session->principal.overlay = std::move(overlay);
    }
}

void SessionBook::closeOverlay(std::string_view overlayId)
{
    for (auto& [id, session] : m_sessions) {
        if (session.principal.overlay && session.principal.overlay->id == overlayId) {
            session.principal.overlay.reset();
        }
    }
}

people::Principal SessionBook::current(const people::Principal& principal) const
{
    const auto found = m_sessions.find(principal.tokenId);
    return found == m_sessions.end() ? principal : found->second.principal;
}

int SessionBook::end(std::string_view tokenId)
{
    return endThose([tokenId](const Session& session) {
        return session.id == tokenId ? std::optional(End::SignedOut) : std::nullopt;
    });
}

int SessionBook::endAll(std::string_view user)
{
    return endThose([user](const Session& session) {
        return session.principal.user == user ? std::optional(End::Elsewhere) : std::nullopt;
    });
}

int SessionBook::endAccount(const people::AccountId& account)
{
    return endThose([&account](const Session& session) {
        return session.account == account ? std::optional(End::Elsewhere) : std::nullopt;
    });
}

void SessionBook::follow(const people::AccountSummary& account)
{
    endThose([&account](const Session& session) -> std::optional<End> {
        if (session.account != account.id) {
            return std::nullopt;
        }
        if (!account.isEnabled()) {
            return End::AccountDisabled;
        }
        if (session.principal.roles != account.roles) {
            return End::RolesChanged;
        }
        const bool isOld = session.passwordSetAt != account.passwordSetAt;
        return isOld && !session.changesPassword ? std::optional(End::PasswordChanged)
                                                 : std::nullopt;
    });
    for (auto& [id, session] : m_sessions) {
        if (session.account == account.id && session.passwordSetAt != account.passwordSetAt) {
            session.passwordSetAt = account.passwordSetAt;
            session.changesPassword = false;
        }
    }
}

std::vector<SessionBook::Session> SessionBook::list(std::string_view user) const
{
    std::vector<Session> out;
    for (const auto& [id, session] : m_sessions) {
        if ((user.empty() || session.principal.user == user) && !isOver(session)) {
            out.push_back(session);
        }
    }
    std::sort(
        out.begin(), out.end(), [](const Session& a, const Session& b) { return a.used > b.used; });
    return out;
}

} // namespace locus::gateway
