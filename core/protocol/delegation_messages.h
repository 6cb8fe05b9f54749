// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/delegation.h"
#include "core/protocol/rights_messages.h"

namespace locus::protocol {

struct DelegationsPage
{
    std::vector<people::Delegation> items; // newest first
    std::string next;
    std::int64_t total = 0;

    [[nodiscard]] Bytes toJson() const;
    static Result<DelegationsPage> fromJson(BytesView text);
};

// Those that one gave or received; auditors and admins see all. openOnly: those not over.
struct DelegationsList : RightsQuery
{
    using Answer = DelegationsPage;
    static constexpr std::string_view method = "people.delegations.list";
};

// Lets somebody act on behalf of who asks: with any request that names him in "onBehalfOf" beside
// "method". Wants a fresh sign-in. Errors: those of people::grant().
struct DelegationsGrant
{
    using Answer = RightsChanged;
    static constexpr std::string_view method = "people.delegations.grant";

    Uuid commandId;
    std::string receiver; // user
    std::vector<people::Role> roles; // of one's own; empty: all
    std::vector<std::string> methods; // rows of people.roles.list; empty: all
    std::optional<Instant> from; // none: from now on
    std::optional<Instant> until; // none: as long as usual here
    std::string reason;

    [[nodiscard]] Bytes toJson() const;
    static Result<DelegationsGrant> fromJson(BytesView text);
};

// Ends it at once: one given, one received, or as an admin any. Errors: those of people::revoke();
// not_found "people.unknown_entry".
struct DelegationsRevoke
{
    using Answer = RightsChanged;
    static constexpr std::string_view method = "people.delegations.revoke";

    Uuid commandId;
    people::DelegationId delegationId;

    [[nodiscard]] Bytes toJson() const;
    static Result<DelegationsRevoke> fromJson(BytesView text);
};

} // namespace locus::protocol
