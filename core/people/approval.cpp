// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/approval.h"

#include "core/base/text.h"
#include "core/people/permissions.h"

#include <algorithm>
#include <array>

namespace locus::people {

namespace {

constexpr std::array names { "waiting", "carriedOut", "failed", "rejected", "withdrawn",
    "expired" };
constexpr std::size_t longestReason = 500; // octets

} // namespace

std::string_view toString(ApprovalState state)
{
    return names.at(static_cast<std::size_t>(state));
}

std::optional<ApprovalState> approvalStateFrom(std::string_view text)
{
    const auto found = std::find(names.begin(), names.end(), text);
    return found == names.end() ? std::nullopt
                                : std::optional(static_cast<ApprovalState>(found - names.begin()));
}

Status checkApprover(const Approval& approval, const std::optional<Account>& approver)
{
    if (!approver || !approver->shown.isEnabled() || approver->shown.kind != AccountKind::Person) {
        return refused("people.no_account",
            "a request is approved by a person with an account, who signed in with it");
    }
    if (approver->shown.user == approval.asker || approver->shown.user == approval.onBehalfOf) {
        return refused("people.own_approval",
            "nobody approves what he asked for himself; another person has to");
    }
    return checkPermitted(approver->shown.roles, approver->shown.user, approval.method);
}

Status checkOpen(const Approval& approval, Instant now)
{
    const bool isLate = approval.isOpen() && now >= approval.expires;
    if (approval.isOpen() && !isLate) {
        return {};
    }
    const std::string state(toString(isLate ? ApprovalState::Expired : approval.state));
    return refused("people.approval_over",
        "this request is " + state + " already"
            + (approval.decidedBy.empty() ? std::string() : ", by " + approval.decidedBy))
        .with("state", state);
}

Result<Approval> decideApproval(std::string_view command, Approval approval, std::string_view actor,
    std::string_view reason, Instant now)
{
    LOCUS_TRY(checkOpen(approval, now));
    if (command == withdrawApproval) {
        if (actor != approval.asker) {
            return refused("people.not_asker",
                approval.asker + " asked for this; withdrawing it is theirs, you may reject it");
        }
        approval.state = ApprovalState::Withdrawn;
    } else if (command == rejectApproval) {
        if (trimmed(reason).empty() || reason.size() > longestReason) {
            return invalid("people.no_reason", "say in 1 to 500 octets why it is rejected")
                .with("field", "reason")
                .with("allowed", "1 to 500 octets");
        }
        approval.state = ApprovalState::Rejected;
        approval.decision = trimmed(reason);
    } else {
        approval.state = ApprovalState::CarriedOut;
    }
    approval.decidedBy = actor;
    approval.decidedAt = now;
    ++approval.version;
    return approval;
}

} // namespace locus::people
