// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/rights_messages.h"

#include "core/protocol/json_fields.h"
#include "core/protocol/json_text.h"
#include "core/protocol/page_json.h"
#include "core/protocol/version.h"

#include <nlohmann/json.hpp>

namespace locus::protocol {

using nlohmann::json;
using people::Approval;
using people::ApprovalId;
using people::BreakGlass;
using people::BreakGlassId;

namespace {

json instantOf(const std::optional<Instant>& time)
{
    return time ? json(toRfc3339(*time)) : json(nullptr);
}

std::uint64_t versionAt(JsonFields& in)
{
    return static_cast<std::uint64_t>(in.integerOr("version", 0));
}

json glassObject(const BreakGlass& entry)
{
    return { { "breakGlassId", entry.id.toString() }, { "user", entry.user },
        { "allPatients", entry.forAll }, { "patientRef", entry.patient },
        { "reason", entry.reason }, { "begun", toRfc3339(entry.begun) },
        { "until", toRfc3339(entry.until) }, { "ended", instantOf(entry.ended) },
        { "end", toString(entry.end) }, { "reviewer", entry.reviewer },
        { "reviewedAt", instantOf(entry.reviewedAt) }, { "finding", entry.finding },
        { "version", entry.version } };
}

Result<BreakGlass> glassFrom(const json& object)
{
    JsonFields in(object);
    BreakGlass out;
    out.id = BreakGlassId(in.uuid("breakGlassId"));
    out.user = in.text("user");
    out.forAll = in.booleanOr("allPatients", false);
    out.patient = in.textOr("patientRef");
    out.reason = in.textOr("reason");
    out.begun = in.instant("begun").value_or(Instant());
    out.until = in.instant("until").value_or(Instant());
    out.ended = in.instant("ended");
    out.end =
        people::breakGlassEndFrom(in.textOr("end")).value_or(people::BreakGlassEnd::StillOpen);
    out.reviewer = in.textOr("reviewer");
    out.reviewedAt = in.instant("reviewedAt");
    out.finding = in.textOr("finding");
    out.version = versionAt(in);
    LOCUS_TRY(in.status());
    return out;
}

json approvalObject(const Approval& approval)
{
    json out = { { "approvalId", approval.id.toString() },
        { "commandId", approval.commandId.toString() }, { "method", approval.method },
        { "asker", approval.asker }, { "onBehalfOf", approval.onBehalfOf },
        { "entity", approval.entity }, { "effect", approval.effect }, { "extent", approval.extent },
        { "reason", approval.reason }, { "asked", toRfc3339(approval.asked) },
        { "expires", toRfc3339(approval.expires) }, { "state", toString(approval.state) },
        { "decidedBy", approval.decidedBy }, { "decidedAt", instantOf(approval.decidedAt) },
        { "decision", approval.decision }, { "outcome", approval.outcome },
        { "version", approval.version } };
    if (!approval.params.empty()) {
        out["params"] = json::parse(people::paramsByReference(approval.params));
    }
    return out;
}

Result<Approval> approvalFrom(const json& object)
{
    JsonFields in(object);
    Approval out;
    out.id = ApprovalId(in.uuid("approvalId"));
    out.commandId = in.uuid("commandId");
    out.method = in.text("method");
    out.asker = in.text("asker");
    out.onBehalfOf = in.textOr("onBehalfOf");
    out.entity = in.textOr("entity");
    out.effect = in.textOr("effect");
    out.extent = in.integerOr("extent", 0);
    out.reason = in.textOr("reason");
    out.asked = in.instant("asked").value_or(Instant());
    out.expires = in.instant("expires").value_or(Instant());
    out.state =
        people::approvalStateFrom(in.textOr("state")).value_or(people::ApprovalState::Failed);
    out.decidedBy = in.textOr("decidedBy");
    out.decidedAt = in.instant("decidedAt");
    out.decision = in.textOr("decision");
    out.outcome = in.textOr("outcome");
    out.version = versionAt(in);
    if (const json& params = in.any("params"); params.is_object()) {
        out.params = dumpJson(params);
    }
    LOCUS_TRY(in.status());
    return out;
}

template <typename Page, typename Write> Bytes pageJson(const Page& page, Write write)
{
    json items = json::array();
    for (const auto& item : page.items) {
        items.push_back(write(item));
    }
    return dumpJson(pageObject(std::move(items), page.next, page.total));
}

template <typename Page, typename Read> Result<Page> pageFrom(BytesView text, Read read)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    Page page;
    LOCUS_TRY_VALUE(head, readPage(object, [&](const json& item) -> Status {
        LOCUS_TRY_VALUE(entry, read(item));
        page.items.push_back(std::move(entry));
        return {};
    }));
    page.next = head.next;
    page.total = head.total;
    return page;
}

} // namespace

Bytes RightsQuery::toJson() const
{
    json out = { { "openOnly", openOnly }, { "limit", limit } };
    if (!after.empty()) {
        out["after"] = after;
    }
    return dumpJson(out);
}

Result<RightsQuery> RightsQuery::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    RightsQuery message;
    message.openOnly = in.booleanOr("openOnly", true);
    message.after = in.textOr("after");
    message.limit = static_cast<int>(in.integerOr("limit", message.limit, 1, pageItems));
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes RightsChanged::toJson() const
{
    return dumpJson({ { "id", id }, { "version", version } });
}

Result<RightsChanged> RightsChanged::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    const RightsChanged message { in.text("id"), versionAt(in) };
    LOCUS_TRY(in.status());
    return message;
}

Bytes BreakGlassOpen::toJson() const
{
    return dumpJson({ { "breakGlassId", breakGlassId.toString() }, { "patientRef", patientRef },
        { "until", toRfc3339(until) } });
}

Result<BreakGlassOpen> BreakGlassOpen::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    BreakGlassOpen message { BreakGlassId(in.uuid("breakGlassId")), in.textOr("patientRef"),
        in.instant("until").value_or(Instant()) };
    LOCUS_TRY(in.status());
    return message;
}

std::optional<BreakGlassOpen> openIn(const people::Principal& principal, Instant now)
{
    if (!principal.overlay || now >= principal.overlay->until) {
        return std::nullopt;
    }
    const auto id = BreakGlassId::parse(principal.overlay->id);
    return id.ok() ? std::optional(
               BreakGlassOpen { *id, principal.overlay->patient, principal.overlay->until })
                   : std::nullopt;
}

Bytes SessionState::toJson() const
{
    json out = { { "user", user }, { "roles", roles } };
    if (breakGlass) {
        out["breakGlass"] = json::parse(breakGlass->toJson());
    }
    return dumpJson(out);
}

Result<SessionState> SessionState::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    SessionState message { in.text("user"), in.texts("roles"), std::nullopt };
    const json& open = in.any("breakGlass");
    LOCUS_TRY(in.status());
    if (open.is_object()) {
        LOCUS_TRY_VALUE(read, BreakGlassOpen::fromJson(dumpJson(open)));
        message.breakGlass = std::move(read);
    }
    return message;
}

Bytes SessionGet::toJson() const
{
    return "{}";
}

Result<SessionGet> SessionGet::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text.empty() ? BytesView("{}") : text));
    const JsonFields in(object);
    LOCUS_TRY(in.statusStrict());
    return SessionGet {};
}

Bytes BreakGlassBegin::toJson() const
{
    json out = { { "commandId", commandId.toString() }, { "reason", reason }, { "code", code },
        { "minutes", minutes } };
    if (allPatients) {
        out["allPatients"] = true;
    }
    if (!patientRef.empty()) {
        out["patientRef"] = patientRef;
    }
    return dumpJson(out);
}

Result<BreakGlassBegin> BreakGlassBegin::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    BreakGlassBegin message;
    message.commandId = in.uuid("commandId");
    message.reason = in.textOr("reason");
    message.code = in.textOr("code");
    message.patientRef = in.textOr("patientRef");
    message.allPatients = in.booleanOr("allPatients", false);
    message.minutes = in.integerOr("minutes", message.minutes);
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes BreakGlassEnd::toJson() const
{
    json out = { { "commandId", commandId.toString() } };
    if (breakGlassId) {
        out["breakGlassId"] = breakGlassId->toString();
    }
    return dumpJson(out);
}

Result<BreakGlassEnd> BreakGlassEnd::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    BreakGlassEnd message;
    message.commandId = in.uuid("commandId");
    if (in.has("breakGlassId")) {
        message.breakGlassId = BreakGlassId(in.uuid("breakGlassId"));
    }
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes BreakGlassPage::toJson() const
{
    return pageJson(*this, glassObject);
}

Result<BreakGlassPage> BreakGlassPage::fromJson(BytesView text)
{
    return pageFrom<BreakGlassPage>(text, glassFrom);
}

Bytes BreakGlassReview::toJson() const
{
    return dumpJson({ { "commandId", commandId.toString() },
        { "breakGlassId", breakGlassId.toString() }, { "finding", finding } });
}

Result<BreakGlassReview> BreakGlassReview::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    BreakGlassReview message { in.uuid("commandId"), BreakGlassId(in.uuid("breakGlassId")),
        in.textOr("finding") };
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes ApprovalsPage::toJson() const
{
    return pageJson(*this, [](Approval approval) {
        approval.params.clear();
        return approvalObject(approval);
    });
}

Result<ApprovalsPage> ApprovalsPage::fromJson(BytesView text)
{
    return pageFrom<ApprovalsPage>(text, approvalFrom);
}

Bytes ApprovalDetail::toJson() const
{
    return dumpJson(approvalObject(approval));
}

Result<ApprovalDetail> ApprovalDetail::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    LOCUS_TRY_VALUE(approval, approvalFrom(object));
    return ApprovalDetail { std::move(approval) };
}

Bytes ApprovalsGet::toJson() const
{
    return dumpJson({ { "approvalId", approvalId.toString() } });
}

Result<ApprovalsGet> ApprovalsGet::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    const ApprovalsGet message { ApprovalId(in.uuid("approvalId")) };
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes ApprovalDecided::toJson() const
{
    return dumpJson({ { "approvalId", approvalId.toString() }, { "state", toString(state) },
        { "outcome", outcome }, { "message", message } });
}

Result<ApprovalDecided> ApprovalDecided::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    ApprovalDecided decided;
    decided.approvalId = ApprovalId(in.uuid("approvalId"));
    decided.state =
        people::approvalStateFrom(in.textOr("state")).value_or(people::ApprovalState::Failed);
    decided.outcome = in.textOr("outcome");
    decided.message = in.textOr("message");
    LOCUS_TRY(in.status());
    return decided;
}

Bytes ApprovalCommand::toJson() const
{
    json out = { { "commandId", commandId.toString() }, { "approvalId", approvalId.toString() } };
    if (!reason.empty()) {
        out["reason"] = reason;
    }
    return dumpJson(out);
}

Result<ApprovalCommand> ApprovalCommand::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    ApprovalCommand message { in.uuid("commandId"), ApprovalId(in.uuid("approvalId")),
        in.textOr("reason") };
    LOCUS_TRY(in.statusStrict());
    return message;
}

} // namespace locus::protocol
