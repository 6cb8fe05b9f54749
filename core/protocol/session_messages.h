// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/protocol/reveal_messages.h"
#include "core/protocol/rights_messages.h"
#include "core/protocol/version.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::protocol {

struct SessionLimits
{
    std::int64_t frameBytesIn = static_cast<std::int64_t>(frameBytesToCore);
    std::int64_t frameBytesOut = static_cast<std::int64_t>(frameBytesFromCore);
    std::int64_t pageItems = protocol::pageItems;
    std::int64_t uploadBytes = 0;
    std::int64_t messagesPerSecond = 0;
    // Unused this long, the session of a person ends; 0: does not, it was opened with a token.
    std::int64_t sessionIdleMs = 0;
};

// Answer to session.open.
struct SessionOpened
{
    std::string user;
    std::vector<std::string> roles;
    std::string serverVersion;
    std::string protocolVersion;
    std::string installation;
    std::uint64_t change = 0; // number of the last change; subscribe from here after a first list
    SessionLimits limits;
    std::optional<BreakGlassOpen> breakGlass {}; // emergency access of this session
    std::vector<RevealInfo> reveals {}; // that are still open, for a window that comes back

    [[nodiscard]] Bytes toJson() const;
    static Result<SessionOpened> fromJson(BytesView text);
};

// First request of every socket: exactly one of token and ticket.
struct SessionOpen
{
    using Answer = SessionOpened;
    static constexpr std::string_view method = "session.open";

    std::string token;
    std::string ticket;
    std::string client; // "locus-console/0.1.0"
    std::string version { protocol::version };

    [[nodiscard]] Bytes toJson() const;
    static Result<SessionOpen> fromJson(BytesView text);
};

// Answer of POST /ticket and session.ticket: works once, for 30 s.
struct Ticket
{
    std::string ticket;
    std::int64_t expiresInMs = 0;

    [[nodiscard]] Bytes toJson() const;
    static Result<Ticket> fromJson(BytesView text);
};

} // namespace locus::protocol
