// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/break_glass.h"
#include "core/pipeline/role.h"

namespace locus::pipeline {

// Emergency access: the commands of core/people/break_glass.h by its rules. Uses up the code in the
// transaction that opens it; a stored timer ends what nobody ends. Changes are told as
// "people.breakGlass".
class BreakGlassRole final : public Role
{
public:
    [[nodiscard]] std::string_view name() const override { return "breakGlass"; }
    [[nodiscard]] bool wants(const Incoming&) const override { return false; }
    Status onEvent(const Incoming&, Effects&) override { return {}; }
    [[nodiscard]] bool handles(std::string_view command) const override;
    // Answer of begin: {"breakGlassId", "patientRef", "until"}; of the others: {"id", "version"}.
    Answer onCommand(const Command& command, Effects& effects) override;
    Status onTimer(const store::Timer& timer, Effects& effects) override;
};

} // namespace locus::pipeline
