// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/people/approval.h"
#include "core/people/break_glass.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::protocol {

// Which entries: those that wait for somebody or are in force, or all.
struct RightsQuery
{
    bool openOnly = true;
    std::string after;
    int limit = 200;

    [[nodiscard]] Bytes toJson() const;
    static Result<RightsQuery> fromJson(BytesView text);
};

// Answer of the commands about one entry.
struct RightsChanged
{
    std::string id;
    std::uint64_t version = 0;

    [[nodiscard]] Bytes toJson() const;
    static Result<RightsChanged> fromJson(BytesView text);
};

// Answer of people.breakGlass.begin and part of that of session.open: it is open in this session,
// show it.
struct BreakGlassOpen
{
    people::BreakGlassId breakGlassId;
    std::string patientRef; // empty: all patients
    Instant until {};

    [[nodiscard]] Bytes toJson() const;
    static Result<BreakGlassOpen> fromJson(BytesView text);
};

// What is open in a caller's session now.
std::optional<BreakGlassOpen> openIn(const people::Principal& principal, Instant now);

// The own session as it stands.
struct SessionState
{
    std::string user;
    std::vector<std::string> roles;
    std::optional<BreakGlassOpen> breakGlass;

    [[nodiscard]] Bytes toJson() const;
    static Result<SessionState> fromJson(BytesView text);
};
struct SessionGet
{
    using Answer = SessionState;
    static constexpr std::string_view method = "session.get";

    [[nodiscard]] Bytes toJson() const;
    static Result<SessionGet> fromJson(BytesView text);
};

// Opens emergency access in the session that asks: for one patient or for all. Errors: refused
// "people.needs_second_factor" (enrol one with people.totp.enrol), "people.bad_code" (with
// retryAfterMs), "people.glass_open" (this session has one), "people.no_account"; invalid
// "people.no_reason", "people.bad_minutes", "people.bad_scope".
struct BreakGlassBegin
{
    using Answer = BreakGlassOpen;
    static constexpr std::string_view method = "people.breakGlass.begin";

    Uuid commandId;
    std::string reason;
    std::string code; // of the second factor
    std::string patientRef;
    bool allPatients = false;
    std::int64_t minutes = people::longestBreakGlass; // at most

    [[nodiscard]] Bytes toJson() const;
    static Result<BreakGlassBegin> fromJson(BytesView text);
};

// Ends that of the own session; an admin also another's, by its id. Errors: not_found
// "people.unknown_entry"; refused "people.glass_over".
struct BreakGlassEnd
{
    using Answer = RightsChanged;
    static constexpr std::string_view method = "people.breakGlass.end";

    Uuid commandId;
    std::optional<people::BreakGlassId> breakGlassId;

    [[nodiscard]] Bytes toJson() const;
    static Result<BreakGlassEnd> fromJson(BytesView text);
};

struct BreakGlassPage
{
    std::vector<people::BreakGlass> items; // newest first
    std::string next;
    std::int64_t total = 0;

    [[nodiscard]] Bytes toJson() const;
    static Result<BreakGlassPage> fromJson(BytesView text);
};

// openOnly: what is open or waits for its review.
struct BreakGlassList : RightsQuery
{
    using Answer = BreakGlassPage;
    static constexpr std::string_view method = "people.breakGlass.list";
};

// Closes an entry of the queue. Errors: refused "people.own_review", "people.glass_open",
// "people.reviewed"; invalid "people.no_finding".
struct BreakGlassReview
{
    using Answer = RightsChanged;
    static constexpr std::string_view method = "people.breakGlass.review";

    Uuid commandId;
    people::BreakGlassId breakGlassId;
    std::string finding;

    [[nodiscard]] Bytes toJson() const;
    static Result<BreakGlassReview> fromJson(BytesView text);
};

// A command that needs a second person is answered with refused "people.needs_approval" and
// "approvalId"; it is carried out when somebody else approves it. While nobody else could: refused
// "people.no_second_person". `params` of a list are empty.
struct ApprovalsPage
{
    std::vector<people::Approval> items; // newest first
    std::string next;
    std::int64_t total = 0;

    [[nodiscard]] Bytes toJson() const;
    static Result<ApprovalsPage> fromJson(BytesView text);
};

// One's own requests and those that one may decide.
struct ApprovalsList : RightsQuery
{
    using Answer = ApprovalsPage;
    static constexpr std::string_view method = "people.approvals.list";
};

// With the parameters, what is long in them named by its length and SHA-256.
struct ApprovalDetail
{
    people::Approval approval;

    [[nodiscard]] Bytes toJson() const;
    static Result<ApprovalDetail> fromJson(BytesView text);
};

struct ApprovalsGet
{
    using Answer = ApprovalDetail;
    static constexpr std::string_view method = "people.approvals.get";

    people::ApprovalId approvalId;

    [[nodiscard]] Bytes toJson() const;
    static Result<ApprovalsGet> fromJson(BytesView text);
};

// Answer of a decision. Of approve: `state` says whether it was carried out, `outcome` is "ok" or
// the code of why it could not be done any more, `message` the sentence.
struct ApprovalDecided
{
    people::ApprovalId approvalId;
    people::ApprovalState state = people::ApprovalState::Waiting;
    std::string outcome;
    std::string message;

    [[nodiscard]] Bytes toJson() const;
    static Result<ApprovalDecided> fromJson(BytesView text);
};

// Errors: refused "people.own_approval", "people.not_permitted", "people.approval_over" with
// "state", "people.not_asker" (withdraw), "people.no_account"; invalid "people.no_reason" (reject).
struct ApprovalCommand
{
    using Answer = ApprovalDecided;

    Uuid commandId;
    people::ApprovalId approvalId;
    std::string reason; // of reject

    [[nodiscard]] Bytes toJson() const;
    static Result<ApprovalCommand> fromJson(BytesView text);
};
struct ApprovalsApprove : ApprovalCommand // wants a fresh sign-in
{
    static constexpr std::string_view method = "people.approvals.approve";
};
struct ApprovalsReject : ApprovalCommand
{
    static constexpr std::string_view method = "people.approvals.reject";
};
struct ApprovalsWithdraw : ApprovalCommand
{
    static constexpr std::string_view method = "people.approvals.withdraw";
};

} // namespace locus::protocol
