// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/approval.h"
#include "core/pipeline/command.h"
#include "core/pipeline/input_work.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace locus::pipeline {

inline constexpr const char* approvalTimerRole = "approvals";

// Holds back commands that need a second person (four eyes) as requests, and carries one out in the
// transaction of its approval, so that both are there or none. Everything is part of the open
// transaction. Thread contract: the loop's thread.
class ApprovalKeeper
{
public:
    // What was measured must still be so when it is approved.
    using Measure = std::function<Result<Measured>(const Command&)>;
    using CarryOut = std::function<Answer(Command&)>;

    ApprovalKeeper(LoopContext& context, InputWork& work);
    void measure(std::string_view command, Measure measure);

    // The refusal that says where the command waits; nothing: it needs nobody else. Refusals:
    // "people.needs_approval" with "approvalId" and "expiresAt"; "people.no_second_person".
    Result<std::optional<Error>> hold(const Command& command);

    [[nodiscard]] static bool handles(std::string_view command);
    // The commands of approval.h. Answer: {"approvalId", "state", "outcome", "message"}.
    Answer onCommand(Command& command, const CarryOut& carryOut);
    Status onTimer(const store::Timer& timer);

private:
    Result<std::optional<Measured>> measured(const Command& command);
    Result<std::optional<Measured>> needed(const Command& command);
    Result<bool> hasSecondPerson(const Command& command);
    Status store(const people::Approval& approval);
    Result<people::Approval> load(const people::ApprovalId& id);
    Answer approve(people::Approval approval, const Command& command, const CarryOut& carryOut);
    Status checkAsker(const people::Approval& approval);
    Status checkTarget(const people::Approval& approval, const Command& wanted);

    LoopContext& m_context;
    InputWork& m_work;
    std::map<std::string, Measure, std::less<>> m_measures;
};

} // namespace locus::pipeline
