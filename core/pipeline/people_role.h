// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/role.h"

namespace locus::people {
struct AccountWish;
}

namespace locus::pipeline {

// Decides over local accounts: the commands of core/people/account_wish.h by the rules of
// account_rules.h. Its state is the table alone: a sign-in has to find what the last one left.
// Accounts are no stream of events; nothing about them goes out. Changes are told as
// "people.accounts".
class PeopleRole final : public Role
{
public:
    [[nodiscard]] std::string_view name() const override { return "people"; }
    [[nodiscard]] bool wants(const Incoming&) const override { return false; }
    Status onEvent(const Incoming&, Effects&) override { return {}; }
    [[nodiscard]] bool handles(std::string_view command) const override;
    // Answer: {"accountId", "version"}. Refusals: those of people::decideAccount(); conflict
    // "people.version_conflict" with "currentVersion".
    Answer onCommand(const Command& command, Effects& effects) override;
};

} // namespace locus::pipeline
