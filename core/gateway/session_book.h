// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/people/account.h"
#include "core/people/principal.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace locus {
class Clock;
class RandomSource;
} // namespace locus

namespace locus::gateway {

struct GatewayLimits;

// Sessions of people who signed in: a token of 256 random bits, kept as its digest, with an idle
// and an absolute lifetime. In memory alone: they end with the core, and no backup holds one.
// Thread contract: the gateway's thread.
class SessionBook
{
public:
    enum class End : std::uint8_t
    {
        SignedOut,
        TimeOver, // idle too long, or too old
        Elsewhere, // "end everywhere", or one too many
        AccountDisabled,
        RolesChanged,
        PasswordChanged
    };
    struct Session
    {
        std::string id; // names the session, opens nothing
        std::string digest; // of the token
        people::AccountId account;
        people::Principal principal;
        std::optional<Instant> passwordSetAt;
        Instant openedAt {};
        Instant usedAt {};
        Instant expiresAt {}; // at the latest
        Duration opened { 0 }; // monotonic, as the next two
        Duration used { 0 };
        Duration proved { 0 }; // when a password was given last
        bool changesPassword = false; // its own: the next one does not end it
    };

    // `random` must be fit for secrets.
    SessionBook(const GatewayLimits& limits, const Clock& clock, RandomSource& random);

    // The token, which nobody can read again; `age`: the person proved who he is so long ago, from
    // when on the times of the session count. A user's sessions beyond the most of his connections
    // end, the one used longest ago first.
    std::string open(const people::AccountSummary& account, Duration age = Duration { 0 });
    [[nodiscard]] Duration lifetime() const;
    // Errors: refused "people.bad_token".
    Result<people::Principal> verify(std::string_view token);

    // Emergency access of a session begins and ends.
    void openOverlay(std::string_view tokenId, people::Overlay overlay);
    void closeOverlay(std::string_view overlayId);
    // As the session stands now: a socket keeps what it was opened with.
    [[nodiscard]] people::Principal current(const people::Principal& principal) const;

    // By Principal::tokenId, which begins with "session/".
    [[nodiscard]] static bool isSession(std::string_view tokenId);
    [[nodiscard]] bool holds(std::string_view tokenId) const;
    // Counts as use. Errors: those of whyOver().
    Status use(std::string_view tokenId);
    // Refused "session.ended", or the sentence that fits: "session.account_disabled",
    // "session.rights_changed", "session.password_changed".
    [[nodiscard]] Error whyOver(std::string_view tokenId) const;
    // Those whose time is over end now and not when somebody asks.
    void sweep();
    // A password was given lately enough for what is sensitive.
    [[nodiscard]] bool isFresh(std::string_view tokenId) const;
    // It was given now; until when that is enough.
    Instant prove(std::string_view tokenId);
    [[nodiscard]] Session* find(std::string_view tokenId);

    int end(std::string_view tokenId);
    int endAll(std::string_view user);
    int endAccount(const people::AccountId& account);
    // An account changed: what it may no longer do ends at once (disabled, other roles, another
    // password).
    void follow(const people::AccountSummary& account);

    // Of a user, or of all: those used latest first.
    [[nodiscard]] std::vector<Session> list(std::string_view user) const;
    // Called for each session that has ended; it is not in the book any more.
    using Ended = std::function<void(const Session& session, End why)>;
    void onEnded(Ended ended) { m_ended = std::move(ended); }

private:
    [[nodiscard]] bool isOver(const Session& session) const;
    template <typename Which> int endThose(Which which);
    void keepWithin(const std::string& user);

    const GatewayLimits& m_limits;
    const Clock& m_clock;
    RandomSource& m_random;
    std::map<std::string, Session, std::less<>> m_sessions; // by id
    std::map<std::string, std::string> m_byDigest; // looking one up tells nothing by its time
    Ended m_ended;
    std::map<std::string, End, std::less<>> m_over; // lately, by id
};

} // namespace locus::gateway
