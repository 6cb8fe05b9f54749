// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/checksum.h"
#include "core/people/approval.h"
#include "core/people/rights_json.h"

namespace locus::people {

using nlohmann::json;

namespace {

constexpr std::size_t longestShown = 200; // octets of one text

void shorten(json& value)
{
    if (value.is_structured()) {
        for (auto& member : value) {
            shorten(member);
        }
    } else if (value.is_string() && value.get_ref<const std::string&>().size() > longestShown) {
        const std::string& text = value.get_ref<const std::string&>();
        value = std::to_string(text.size()) + " octets, SHA-256 " + sha256Hex(text);
    }
}

} // namespace

Bytes encodeApprovalWish(const ApprovalWish& wish)
{
    json out = { { "id", wish.id.toString() }, { "reason", wish.reason } };
    if (wish.account) {
        out["account"] = wish.account->toString();
    }
    return jsonText(out);
}

Result<ApprovalWish> decodeApprovalWish(BytesView text)
{
    return readingJson(
        text,
        [](const json& in) -> Result<ApprovalWish> {
            ApprovalWish out;
            LOCUS_TRY_VALUE(id, ApprovalId::parse(textAt(in, "id")));
            out.id = id;
            if (in.contains("account")) {
                LOCUS_TRY_VALUE(account, AccountId::parse(textAt(in, "account")));
                out.account = account;
            }
            out.reason = textAt(in, "reason");
            return out;
        },
        badWish);
}

Bytes paramsByReference(BytesView params)
{
    json shown = json::parse(params, nullptr, false);
    if (!shown.is_object()) {
        return "{}";
    }
    shorten(shown);
    return jsonText(shown);
}

RightsRow rowOf(const Approval& approval)
{
    RightsRow row;
    row.kind = RightsKind::Approval;
    row.id = approval.id.uuid();
    row.state = approval.isOpen() ? RightsState::Waiting : RightsState::Over;
    row.at = approval.asked;
    json body = { { "commandId", approval.commandId.toString() }, { "method", approval.method },
        { "asker", approval.asker }, { "askerRoles", approval.askerRoles },
        { "askerAddress", approval.askerAddress }, { "onBehalfOf", approval.onBehalfOf },
        { "entity", approval.entity }, { "effect", approval.effect }, { "extent", approval.extent },
        { "expires", toMicros(approval.expires) }, { "state", toString(approval.state) },
        { "decidedBy", approval.decidedBy }, { "decidedAt", microsOf(approval.decidedAt) },
        { "outcome", approval.outcome }, { "version", approval.version } };
    if (approval.expectedVersion) {
        body["expectedVersion"] = *approval.expectedVersion;
    }
    row.body = jsonText(body);
    row.hidden = jsonText({ { "params", approval.params }, { "reason", approval.reason },
        { "decision", approval.decision }, { "subject", approval.subject } });
    row.subject = approval.subject;
    return row;
}

Result<Approval> approvalFrom(const RightsRow& row)
{
    Approval out;
    out.id = ApprovalId(row.id);
    out.asked = row.at;
    LOCUS_TRY(readingJson(
        row.body,
        [&out](const json& in) -> Status {
            LOCUS_TRY_VALUE(command, Uuid::parse(textAt(in, "commandId")));
            out.commandId = command;
            out.method = textAt(in, "method");
            out.asker = textAt(in, "asker");
            out.askerRoles = textAt(in, "askerRoles");
            out.askerAddress = textAt(in, "askerAddress");
            out.onBehalfOf = textAt(in, "onBehalfOf");
            out.entity = textAt(in, "entity");
            out.effect = textAt(in, "effect");
            out.extent = in.value("extent", std::int64_t { 0 });
            if (in.contains("expectedVersion")) {
                out.expectedVersion = in.at("expectedVersion").get<std::uint64_t>();
            }
            out.expires = microsAt(in, "expires").value_or(Instant());
            out.state = approvalStateFrom(textAt(in, "state")).value_or(ApprovalState::Failed);
            out.decidedBy = textAt(in, "decidedBy");
            out.decidedAt = microsAt(in, "decidedAt");
            out.outcome = textAt(in, "outcome");
            out.version = in.value("version", std::uint64_t { 1 });
            return {};
        },
        damagedRow));
    if (row.hidden.empty()) {
        return out;
    }
    LOCUS_TRY(readingJson(
        row.hidden,
        [&out](const json& in) -> Status {
            out.params = textAt(in, "params");
            out.reason = textAt(in, "reason");
            out.decision = textAt(in, "decision");
            out.subject = textAt(in, "subject");
            return {};
        },
        damagedRow));
    return out;
}

} // namespace locus::people
