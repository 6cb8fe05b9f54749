// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/checksum.h"
#include "core/people/approval.h"
#include "core/people/break_glass.h"
#include "core/people/delegation.h"
#include "core/people/team.h"

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <optional>
#include <utility>

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

// Members that are texts, by the names they are kept under.
template <typename T> using Texts = std::initializer_list<std::pair<const char*, std::string T::*>>;

template <typename T> json textsOf(const T& from, Texts<T> members)
{
    json out = json::object();
    for (const auto& [name, member] : members) {
        out[name] = from.*member;
    }
    return out;
}

template <typename T> void readTexts(const json& in, T& to, Texts<T> members)
{
    for (const auto& [name, member] : members) {
        to.*member = textAt(in, name);
    }
}

// What `readBody` finds in a row, and the hidden texts where their key is still there.
template <typename T, typename ReadBody>
Result<T> entryFrom(const RightsRow& row, T out, ReadBody readBody, Texts<T> hidden)
{
    LOCUS_TRY(readingJson(
        row.body, [&](const json& in) -> Status { return readBody(in, out); }, damagedRow));
    if (!row.hidden.empty()) {
        LOCUS_TRY(readingJson(
            row.hidden,
            [&](const json& in) -> Status {
                readTexts(in, out, hidden);
                return {};
            },
            damagedRow));
    }
    return out;
}

RightsRow newRow(RightsKind kind, const Uuid& id, RightsState state, Instant at)
{
    RightsRow row;
    row.kind = kind;
    row.id = id;
    row.state = state;
    row.at = at;
    return row;
}

std::uint64_t versionAt(const json& in)
{
    return in.value("version", std::uint64_t { 1 });
}

constexpr Texts<Approval> approvalTexts { { "method", &Approval::method },
    { "asker", &Approval::asker }, { "askerRoles", &Approval::askerRoles },
    { "askerAddress", &Approval::askerAddress }, { "onBehalfOf", &Approval::onBehalfOf },
    { "entity", &Approval::entity }, { "effect", &Approval::effect },
    { "decidedBy", &Approval::decidedBy }, { "outcome", &Approval::outcome } };
constexpr Texts<Approval> approvalHidden { { "params", &Approval::params },
    { "reason", &Approval::reason }, { "decision", &Approval::decision },
    { "subject", &Approval::subject } };
constexpr Texts<BreakGlass> glassTexts { { "user", &BreakGlass::user },
    { "session", &BreakGlass::session }, { "reviewer", &BreakGlass::reviewer } };
constexpr Texts<BreakGlass> glassHidden { { "patient", &BreakGlass::patient },
    { "reason", &BreakGlass::reason }, { "finding", &BreakGlass::finding } };
constexpr Texts<Delegation> delegationTexts { { "giver", &Delegation::giver },
    { "receiver", &Delegation::receiver }, { "endedBy", &Delegation::endedBy } };
constexpr Texts<Delegation> delegationHidden { { "reason", &Delegation::reason } };

json rolesOf(const std::vector<Role>& roles)
{
    json out = json::array();
    for (const Role role : roles) {
        out.push_back(toString(role));
    }
    return out;
}

// Without those that this program does not know.
std::vector<Role> rolesAt(const json& in, const char* name)
{
    std::vector<Role> out;
    for (const json& one : in.value(name, json::array())) {
        if (const auto role = roleFrom(one.get<std::string>())) {
            out.push_back(*role);
        }
    }
    return out;
}

json membersOf(const std::vector<TeamMember>& members)
{
    json out = json::array();
    for (const TeamMember& member : members) {
        out.push_back({ { "user", member.user }, { "function", toString(member.function) } });
    }
    return out;
}

std::vector<TeamMember> membersAt(const json& in)
{
    std::vector<TeamMember> out;
    for (const json& one : in.value("members", json::array())) {
        out.push_back({ textAt(one, "user"),
            teamFunctionFrom(textAt(one, "function")).value_or(TeamFunction::Member) });
    }
    return out;
}

Result<std::optional<TeamId>> parentAt(const json& in)
{
    if (textAt(in, "parent").empty()) {
        return std::optional<TeamId>();
    }
    LOCUS_TRY_VALUE(parent, TeamId::parse(textAt(in, "parent")));
    return std::optional(parent);
}

template <typename T> json idOf(const std::optional<T>& id)
{
    return id ? json(id->toString()) : json("");
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
    RightsRow row = newRow(RightsKind::Approval, approval.id.uuid(),
        approval.isOpen() ? RightsState::Waiting : RightsState::Over, approval.asked);
    json body = textsOf(approval, approvalTexts);
    body["commandId"] = approval.commandId.toString();
    body["extent"] = approval.extent;
    body["expires"] = toMicros(approval.expires);
    body["state"] = toString(approval.state);
    body["decidedAt"] = microsOf(approval.decidedAt);
    body["version"] = approval.version;
    if (approval.expectedVersion) {
        body["expectedVersion"] = *approval.expectedVersion;
    }
    row.body = jsonText(body);
    row.hidden = jsonText(textsOf(approval, approvalHidden));
    row.subject = approval.subject;
    return row;
}

Result<Approval> approvalFrom(const RightsRow& row)
{
    Approval out;
    out.id = ApprovalId(row.id);
    out.asked = row.at;
    return entryFrom(
        row, std::move(out),
        [](const json& in, Approval& to) -> Status {
            LOCUS_TRY_VALUE(command, Uuid::parse(textAt(in, "commandId")));
            to.commandId = command;
            readTexts(in, to, approvalTexts);
            to.extent = in.value("extent", std::int64_t { 0 });
            if (in.contains("expectedVersion")) {
                to.expectedVersion = in.at("expectedVersion").get<std::uint64_t>();
            }
            to.expires = microsAt(in, "expires").value_or(Instant());
            to.state = approvalStateFrom(textAt(in, "state")).value_or(ApprovalState::Failed);
            to.decidedAt = microsAt(in, "decidedAt");
            to.version = versionAt(in);
            return {};
        },
        approvalHidden);
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
    const RightsState state = entry.isOpen() ? RightsState::Live
        : entry.reviewedAt                   ? RightsState::Over
                                             : RightsState::Waiting;
    RightsRow row = newRow(RightsKind::BreakGlass, entry.id.uuid(), state, entry.begun);
    json body = textsOf(entry, glassTexts);
    body["forAll"] = entry.forAll;
    body["begun"] = toMicros(entry.begun);
    body["until"] = toMicros(entry.until);
    body["ended"] = microsOf(entry.ended);
    body["end"] = toString(entry.end);
    body["reviewedAt"] = microsOf(entry.reviewedAt);
    body["version"] = entry.version;
    row.body = jsonText(body);
    row.hidden = jsonText(textsOf(entry, glassHidden));
    row.subject = entry.patient;
    return row;
}

Result<BreakGlass> breakGlassFrom(const RightsRow& row)
{
    BreakGlass out;
    out.id = BreakGlassId(row.id);
    out.begun = row.at;
    return entryFrom(
        row, std::move(out),
        [](const json& in, BreakGlass& to) -> Status {
            readTexts(in, to, glassTexts);
            to.forAll = in.value("forAll", false);
            to.until = microsAt(in, "until").value_or(Instant());
            to.ended = microsAt(in, "ended");
            to.end = breakGlassEndFrom(textAt(in, "end")).value_or(BreakGlassEnd::StillOpen);
            to.reviewedAt = microsAt(in, "reviewedAt");
            to.version = versionAt(in);
            return {};
        },
        glassHidden);
}

Bytes encodeDelegationWish(const DelegationWish& wish)
{
    return jsonText(
        { { "id", idOf(wish.id) }, { "receiver", wish.receiver }, { "roles", rolesOf(wish.roles) },
            { "methods", wish.methods }, { "from", microsOf(wish.from) },
            { "until", microsOf(wish.until) }, { "reason", wish.reason } });
}

Result<DelegationWish> decodeDelegationWish(BytesView text)
{
    return readingJson(
        text,
        [](const json& in) -> Result<DelegationWish> {
            DelegationWish out;
            if (!textAt(in, "id").empty()) {
                LOCUS_TRY_VALUE(id, DelegationId::parse(textAt(in, "id")));
                out.id = id;
            }
            out.receiver = textAt(in, "receiver");
            out.roles = rolesAt(in, "roles");
            out.methods = in.value("methods", std::vector<std::string>());
            out.from = microsAt(in, "from");
            out.until = microsAt(in, "until");
            out.reason = textAt(in, "reason");
            return out;
        },
        badWish);
}

RightsRow rowOf(const Delegation& delegation)
{
    RightsRow row = newRow(RightsKind::Delegation, delegation.id.uuid(),
        delegation.isOver() ? RightsState::Over : RightsState::Live, delegation.granted);
    json body = textsOf(delegation, delegationTexts);
    body["roles"] = rolesOf(delegation.roles);
    body["allRoles"] = delegation.roles.empty();
    body["methods"] = delegation.methods;
    body["from"] = toMicros(delegation.from);
    body["until"] = toMicros(delegation.until);
    body["ended"] = microsOf(delegation.ended);
    body["version"] = delegation.version;
    row.body = jsonText(body);
    row.hidden = jsonText(textsOf(delegation, delegationHidden));
    return row;
}

Result<Delegation> delegationFrom(const RightsRow& row)
{
    Delegation out;
    out.id = DelegationId(row.id);
    out.granted = row.at;
    return entryFrom(
        row, std::move(out),
        [](const json& in, Delegation& to) -> Status {
            readTexts(in, to, delegationTexts);
            to.roles = rolesAt(in, "roles");
            to.methods = in.value("methods", std::vector<std::string>());
            to.from = microsAt(in, "from").value_or(Instant());
            to.until = microsAt(in, "until").value_or(Instant());
            to.ended = microsAt(in, "ended");
            if (to.roles.empty() && !in.value("allRoles", false)) {
                to.until = to.from; // roles that this program does not know: none, and not all
            }
            to.version = versionAt(in);
            return {};
        },
        delegationHidden);
}

Bytes encodeTeamWish(const TeamWish& wish)
{
    return jsonText({ { "id", idOf(wish.id) }, { "name", wish.name },
        { "kind", toString(wish.kind) }, { "parent", idOf(wish.parent) },
        { "members", membersOf(wish.members) }, { "active", wish.active } });
}

Result<TeamWish> decodeTeamWish(BytesView text)
{
    return readingJson(
        text,
        [](const json& in) -> Result<TeamWish> {
            TeamWish out;
            if (!textAt(in, "id").empty()) {
                LOCUS_TRY_VALUE(id, TeamId::parse(textAt(in, "id")));
                out.id = id;
            }
            out.name = textAt(in, "name");
            out.kind = teamKindFrom(textAt(in, "kind")).value_or(TeamKind::Team);
            LOCUS_TRY_VALUE(parent, parentAt(in));
            out.parent = parent;
            out.members = membersAt(in);
            out.active = in.value("active", true);
            return out;
        },
        badWish);
}

RightsRow rowOf(const Team& team)
{
    RightsRow row = newRow(RightsKind::Team, team.id.uuid(),
        team.removed ? RightsState::Over : RightsState::Live, team.created);
    row.body = jsonText({ { "name", team.name }, { "kind", toString(team.kind) },
        { "parent", idOf(team.parent) }, { "members", membersOf(team.members) },
        { "active", team.active }, { "version", team.version } });
    return row;
}

Result<Team> teamFrom(const RightsRow& row)
{
    Team out;
    out.id = TeamId(row.id);
    out.created = row.at;
    out.removed = row.state == RightsState::Over;
    return entryFrom(row, std::move(out),
        [](const json& in, Team& to) -> Status {
            to.name = textAt(in, "name");
            to.kind = teamKindFrom(textAt(in, "kind")).value_or(TeamKind::Team);
            LOCUS_TRY_VALUE(parent, parentAt(in));
            to.parent = parent;
            to.members = membersAt(in);
            to.active = in.value("active", true);
            to.version = versionAt(in);
            return {};
        },
        {});
}

} // namespace locus::people
