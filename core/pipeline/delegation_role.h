// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/delegation.h"
#include "core/pipeline/identity_stream.h"
#include "core/pipeline/role.h"

#include <string>
#include <string_view>

namespace locus::store {
class Store;
}

namespace locus::pipeline {

// Whether `actor` may do this on behalf of the giver, as the store stands in the open transaction:
// asked at each such command, also at one that waited for a second person. Errors: those of
// people::rolesOnBehalf().
Status checkOnBehalf(store::Store& store, std::string_view method, std::string_view actor,
    std::string_view giver, Instant now);

// Ends whatever an account gave or received: it was disabled.
Status endDelegationsOf(
    std::string_view user, const Command& cause, const IdentityStream& stream, Effects& effects);

// Who acts for whom: the commands of core/people/delegation.h by its rules. A stored timer ends
// each at its time. Changes are told as "people.delegations", and as User.* events of the giver.
class DelegationRole final : public Role
{
public:
    DelegationRole(
        std::string_view installation, std::string tenantId, people::DelegationTerms terms = {});

    [[nodiscard]] std::string_view name() const override { return "delegations"; }
    [[nodiscard]] bool wants(const Incoming&) const override { return false; }
    Status onEvent(const Incoming&, Effects&) override { return {}; }
    [[nodiscard]] bool handles(std::string_view command) const override;
    // Answer: {"id", "version"}.
    Answer onCommand(const Command& command, Effects& effects) override;
    Status onTimer(const store::Timer& timer, Effects& effects) override;

private:
    Result<people::Delegation> granted(
        const people::DelegationWish& wish, const Command& command, Effects& effects) const;
    Result<people::Delegation> revoked(
        const people::DelegationWish& wish, const Command& command, Effects& effects) const;

    const IdentityStream m_stream;
    const people::DelegationTerms m_terms;
};

} // namespace locus::pipeline
