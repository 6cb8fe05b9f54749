// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/team.h"
#include "core/pipeline/identity_stream.h"
#include "core/pipeline/role.h"

#include <string>
#include <string_view>
#include <vector>

namespace locus::pipeline {

// Teams and departments: the commands of core/people/team.h by its rules. Changes are told as
// "people.teams", and as Team.* events.
class TeamsRole final : public Role
{
public:
    TeamsRole(std::string_view installation, std::string tenantId);

    [[nodiscard]] std::string_view name() const override { return "teams"; }
    [[nodiscard]] bool wants(const Incoming&) const override { return false; }
    Status onEvent(const Incoming&, Effects&) override { return {}; }
    [[nodiscard]] bool handles(std::string_view command) const override;
    // Answer: {"id", "version"}. Refusals: those of people::saved() and removed(); conflict
    // "people.version_conflict" with "currentVersion".
    Answer onCommand(const Command& command, Effects& effects) override;

private:
    const IdentityStream m_stream;
};

} // namespace locus::pipeline
