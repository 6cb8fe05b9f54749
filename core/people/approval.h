// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/people/account.h"
#include "core/people/rights_row.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace locus::people {

using ApprovalId = Id<struct ApprovalTag>;

enum class ApprovalState : std::uint8_t
{
    Waiting,
    CarriedOut, // approved, and done in the same transaction
    Failed, // approved, but what it asked for could not be done any more; `outcome` says why
    Rejected,
    Withdrawn, // by who asked
    Expired
};
std::string_view toString(ApprovalState state); // "waiting" "carriedOut" "failed" ...
std::optional<ApprovalState> approvalStateFrom(std::string_view text);

// A command that a second person has to approve before it is carried out (FourEyes in
// permissions.h). Pure.
struct Approval
{
    ApprovalId id;
    Uuid commandId; // of what is asked for: it is done once
    std::string method;
    std::string asker;
    std::string askerRoles; // "operator,admin"
    std::string askerAddress;
    std::string onBehalfOf;
    std::string entity; // "RedriveRun/..."; empty: not one
    std::string effect; // "1234 dead letters are applied again"
    std::int64_t extent = 0; // how many things that is; it must still hold when it is approved
    std::optional<std::uint64_t> expectedVersion;
    Instant asked {};
    Instant expires {};
    ApprovalState state = ApprovalState::Waiting;
    std::string decidedBy;
    std::optional<Instant> decidedAt;
    std::string outcome; // "ok" or the error's code, once it was tried
    std::uint64_t version = 1;
    // What may say who a patient is.
    Bytes params; // the command's body
    std::string reason;
    std::string decision; // why it was rejected
    std::string subject;

    [[nodiscard]] bool isOpen() const { return state == ApprovalState::Waiting; }
};

inline constexpr Duration approvalKept = std::chrono::hours(24);

inline constexpr std::string_view approveApproval = "people.approvals.approve";
inline constexpr std::string_view rejectApproval = "people.approvals.reject";
inline constexpr std::string_view withdrawApproval = "people.approvals.withdraw";

struct ApprovalWish
{
    ApprovalId id;
    std::optional<AccountId> account; // who decides; none: of no account
    std::string reason; // of a rejection
};
Bytes encodeApprovalWish(const ApprovalWish& wish);
Result<ApprovalWish> decodeApprovalWish(BytesView text);

// Whether this account may decide. Errors: refused "people.own_approval" (another person has to),
// "people.not_permitted" (who approves needs the right, too), "people.no_account".
Status checkApprover(const Approval& approval, const std::optional<Account>& approver);
// Errors: refused "people.approval_over" with "state".
Status checkOpen(const Approval& approval, Instant now);
// Closes it. Errors: those of checkOpen(); refused "people.not_asker" (withdraw), invalid
// "people.no_reason" (reject).
Result<Approval> decideApproval(std::string_view command, Approval approval, std::string_view actor,
    std::string_view reason, Instant now);

// Parameters as an approver sees them: what is long is named by its length and SHA-256.
Bytes paramsByReference(BytesView params);

RightsRow rowOf(const Approval& approval);
// Errors: fatal "people.damaged".
Result<Approval> approvalFrom(const RightsRow& row);

} // namespace locus::people
