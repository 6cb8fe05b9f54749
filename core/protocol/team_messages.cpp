// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/team_messages.h"

#include "core/protocol/json_fields.h"
#include "core/protocol/json_text.h"
#include "core/protocol/page_json.h"
#include "core/protocol/version.h"

#include <nlohmann/json.hpp>

namespace locus::protocol {

using nlohmann::json;
using people::Team;
using people::TeamId;
using people::TeamMember;

namespace {

json membersOf(const std::vector<TeamMember>& members)
{
    json out = json::array();
    for (const TeamMember& member : members) {
        out.push_back({ { "user", member.user }, { "function", toString(member.function) } });
    }
    return out;
}

json parentOf(const std::optional<TeamId>& parent)
{
    return parent ? json(parent->toString()) : json(nullptr);
}

json teamObject(const Team& team)
{
    return { { "teamId", team.id.toString() }, { "name", team.name },
        { "kind", toString(team.kind) }, { "parentId", parentOf(team.parent) },
        { "members", membersOf(team.members) }, { "active", team.active },
        { "created", toRfc3339(team.created) }, { "version", team.version } };
}

// Reads a word of a list; another one fails `in`.
template <typename T>
T wordAt(JsonFields& in, const char* name, const char* allowed,
    std::optional<T> (*read)(std::string_view), const char* fallback)
{
    const auto found = read(in.textOr(name, fallback));
    if (!found) {
        in.fail(invalid("params.range", std::string(name) + ": " + allowed)
                    .with("field", name)
                    .with("allowed", allowed));
    }
    return found.value_or(T());
}

people::TeamKind kindAt(JsonFields& in)
{
    return wordAt(in, "kind", "team, department", people::teamKindFrom, "team");
}

std::vector<TeamMember> membersAt(JsonFields& in)
{
    std::vector<TeamMember> out;
    const json& members = in.any("members");
    if (!members.is_null() && !members.is_array()) {
        in.fail(invalid("params.type", "members: a list").with("field", "members"));
        return out;
    }
    for (const json& one : members) {
        JsonFields each(one);
        out.push_back({ each.text("user"),
            wordAt(each, "function", "member, lead", people::teamFunctionFrom, "member") });
        if (const Status read = each.statusStrict(); !read.ok()) {
            in.fail(read.error());
            return out;
        }
    }
    return out;
}

std::optional<TeamId> idAt(JsonFields& in, const char* name)
{
    return in.has(name) ? std::optional(TeamId(in.uuid(name))) : std::nullopt;
}

std::optional<std::uint64_t> expectedAt(JsonFields& in)
{
    return in.has("expectedVersion")
        ? std::optional(static_cast<std::uint64_t>(in.integer("expectedVersion", 0, INT64_MAX)))
        : std::nullopt;
}

Result<Team> teamFrom(const json& object)
{
    JsonFields in(object);
    Team out;
    out.id = TeamId(in.uuid("teamId"));
    out.name = in.text("name");
    out.kind = kindAt(in);
    out.parent = idAt(in, "parentId");
    out.members = membersAt(in);
    out.active = in.booleanOr("active", true);
    out.created = in.instant("created").value_or(Instant());
    out.version = static_cast<std::uint64_t>(in.integerOr("version", 0));
    LOCUS_TRY(in.status());
    return out;
}

} // namespace

Bytes TeamsPage::toJson() const
{
    json out = json::array();
    for (const Team& team : items) {
        out.push_back(teamObject(team));
    }
    return dumpJson(pageObject(std::move(out), next, total));
}

Result<TeamsPage> TeamsPage::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    TeamsPage page;
    LOCUS_TRY_VALUE(head, readPage(object, [&page](const json& item) -> Status {
        LOCUS_TRY_VALUE(team, teamFrom(item));
        page.items.push_back(std::move(team));
        return {};
    }));
    page.next = head.next;
    page.total = head.total;
    return page;
}

Bytes TeamsList::toJson() const
{
    json out = { { "limit", limit } };
    if (!after.empty()) {
        out["after"] = after;
    }
    return dumpJson(out);
}

Result<TeamsList> TeamsList::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    TeamsList message;
    message.after = in.textOr("after");
    message.limit = static_cast<int>(in.integerOr("limit", message.limit, 1, pageItems));
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes TeamDetail::toJson() const
{
    return dumpJson(teamObject(team));
}

Result<TeamDetail> TeamDetail::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    LOCUS_TRY_VALUE(team, teamFrom(object));
    return TeamDetail { std::move(team) };
}

Bytes TeamsGet::toJson() const
{
    return dumpJson({ { "teamId", teamId.toString() } });
}

Result<TeamsGet> TeamsGet::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    const TeamsGet message { TeamId(in.uuid("teamId")) };
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes TeamsSave::toJson() const
{
    json out = { { "commandId", commandId.toString() }, { "name", wish.name },
        { "kind", toString(wish.kind) }, { "parentId", parentOf(wish.parent) },
        { "members", membersOf(wish.members) }, { "active", wish.active } };
    if (wish.id) {
        out["teamId"] = wish.id->toString();
    }
    if (expectedVersion) {
        out["expectedVersion"] = *expectedVersion;
    }
    return dumpJson(out);
}

Result<TeamsSave> TeamsSave::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    TeamsSave message;
    message.commandId = in.uuid("commandId");
    message.wish.id = idAt(in, "teamId");
    message.wish.name = in.text("name");
    message.wish.kind = kindAt(in);
    message.wish.parent = idAt(in, "parentId");
    message.wish.members = membersAt(in);
    message.wish.active = in.booleanOr("active", true);
    message.expectedVersion = expectedAt(in);
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes TeamsRemove::toJson() const
{
    json out = { { "commandId", commandId.toString() }, { "teamId", teamId.toString() } };
    if (expectedVersion) {
        out["expectedVersion"] = *expectedVersion;
    }
    return dumpJson(out);
}

Result<TeamsRemove> TeamsRemove::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    TeamsRemove message;
    message.commandId = in.uuid("commandId");
    message.teamId = TeamId(in.uuid("teamId"));
    message.expectedVersion = expectedAt(in);
    LOCUS_TRY(in.statusStrict());
    return message;
}

} // namespace locus::protocol
