// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/checksum.h"
#include "core/people/approval.h"
#include "core/people/break_glass.h"

#include <nlohmann/json.hpp>

#include <optional>

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

Bytes jsonText(const json& value)
{
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

json microsOf(const std::optional<Instant>& time)
{
    return time ? json(toMicros(*time)) : json(nullptr);
}

std::optional<Instant> microsAt(const json& in, const char* name)
{
    const auto found = in.find(name);
    return found == in.end() || found->is_null()
        ? std::nullopt
        : std::optional(fromMicros(found->get<std::int64_t>()));
}

std::string textAt(const json& in, const char* name)
{
    return in.value(name, std::string());
}

// An object; `wrong` makes the error out of why it is none.
template <typename Read, typename Wrong>
auto readingJson(BytesView text, Read read, Wrong wrong) -> decltype(read(json()))
{
    try {
        const json in = json::parse(text);
        if (!in.is_object()) {
            return wrong("it is no object");
        }
        return read(in);
    } catch (const json::exception& thrown) {
        return wrong("a member is of another type (" + std::to_string(thrown.id) + ")");
    }
}

Error badWish(const std::string& why)
{
    return invalid("people.bad_wish", "a command about rights cannot be read: " + why);
}

Error damagedRow(const std::string& why)
{
    return fatal("people.damaged", "an entry about rights cannot be read: " + why);
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

Bytes encodeBreakGlassWish(const BreakGlassWish& wish)
{
    json out = { { "session", wish.session }, { "patient", wish.patient },
        { "forAll", wish.forAll }, { "reason", wish.reason }, { "code", wish.code },
        { "minutes", wish.minutes }, { "cause", toString(wish.cause) },
        { "finding", wish.finding } };
    if (wish.id) {
        out["id"] = wish.id->toString();
    }
    if (wish.account) {
        out["account"] = wish.account->toString();
    }
    return jsonText(out);
}

Result<BreakGlassWish> decodeBreakGlassWish(BytesView text)
{
    return readingJson(
        text,
        [](const json& in) -> Result<BreakGlassWish> {
            BreakGlassWish out;
            if (in.contains("id")) {
                LOCUS_TRY_VALUE(id, BreakGlassId::parse(in.at("id").get<std::string>()));
                out.id = id;
            }
            if (in.contains("account")) {
                LOCUS_TRY_VALUE(account, AccountId::parse(in.at("account").get<std::string>()));
                out.account = account;
            }
            out.session = textAt(in, "session");
            out.patient = textAt(in, "patient");
            out.forAll = in.value("forAll", false);
            out.reason = textAt(in, "reason");
            out.code = textAt(in, "code");
            out.minutes = in.value("minutes", longestBreakGlass);
            out.cause = breakGlassEndFrom(textAt(in, "cause")).value_or(BreakGlassEnd::ByPerson);
            out.finding = textAt(in, "finding");
            return out;
        },
        badWish);
}

RightsRow rowOf(const BreakGlass& entry)
{
    RightsRow row;
    row.kind = RightsKind::BreakGlass;
    row.id = entry.id.uuid();
    row.state = entry.isOpen() ? RightsState::Live
        : entry.reviewedAt     ? RightsState::Over
                               : RightsState::Waiting;
    row.at = entry.begun;
    row.body = jsonText({ { "user", entry.user }, { "session", entry.session },
        { "forAll", entry.forAll }, { "begun", toMicros(entry.begun) },
        { "until", toMicros(entry.until) }, { "ended", microsOf(entry.ended) },
        { "end", toString(entry.end) }, { "reviewer", entry.reviewer },
        { "reviewedAt", microsOf(entry.reviewedAt) }, { "version", entry.version } });
    row.hidden = jsonText(
        { { "patient", entry.patient }, { "reason", entry.reason }, { "finding", entry.finding } });
    row.subject = entry.patient;
    return row;
}

Result<BreakGlass> breakGlassFrom(const RightsRow& row)
{
    BreakGlass out;
    out.id = BreakGlassId(row.id);
    out.begun = row.at;
    LOCUS_TRY(readingJson(
        row.body,
        [&out](const json& in) -> Status {
            out.user = textAt(in, "user");
            out.session = textAt(in, "session");
            out.forAll = in.value("forAll", false);
            out.until = microsAt(in, "until").value_or(Instant());
            out.ended = microsAt(in, "ended");
            out.end = breakGlassEndFrom(textAt(in, "end")).value_or(BreakGlassEnd::StillOpen);
            out.reviewer = textAt(in, "reviewer");
            out.reviewedAt = microsAt(in, "reviewedAt");
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
            out.patient = textAt(in, "patient");
            out.reason = textAt(in, "reason");
            out.finding = textAt(in, "finding");
            return {};
        },
        damagedRow));
    return out;
}

} // namespace locus::people
