// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/identity_stream.h"
#include "core/pipeline/role.h"

#include <string>
#include <vector>

namespace locus::pipeline {

// Decides over local accounts: the commands of core/people/account_wish.h by the rules of
// account_rules.h. Its state is the table alone: a sign-in has to find what the last one left.
// What others may know goes out as User.* events (core/people/user_events.h). Changes are told as
// "people.accounts".
class PeopleRole final : public Role
{
public:
    PeopleRole(std::string_view installation, std::string tenantId);

    [[nodiscard]] std::string_view name() const override { return "people"; }
    [[nodiscard]] bool wants(const Incoming&) const override { return false; }
    Status onEvent(const Incoming&, Effects&) override { return {}; }
    [[nodiscard]] bool handles(std::string_view command) const override;
    // Answer: {"accountId", "version"}. Refusals: those of people::decideAccount(); conflict
    // "people.version_conflict" with "currentVersion".
    Answer onCommand(const Command& command, Effects& effects) override;

private:
    Answer signedOut(const Command& command, const people::Account& account, std::string_view cause,
        Effects& effects) const;

    const IdentityStream m_stream;
};

} // namespace locus::pipeline
