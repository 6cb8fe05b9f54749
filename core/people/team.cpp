// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/team.h"

#include "core/base/json_writer.h"
#include "core/base/text.h"

#include <algorithm>

namespace locus::people {

namespace {

constexpr std::size_t longestName = 128; // octets

Error badTeam(const char* field, const std::string& allowed)
{
    return invalid("people.bad_team", std::string(field) + ": " + allowed)
        .with("field", field)
        .with("allowed", allowed);
}

Error unknownTeam()
{
    return notFound("people.unknown_team", "there is no such team or department");
}

const Team* teamOf(const TeamId& id, std::span<const Team> all)
{
    const auto found =
        std::find_if(all.begin(), all.end(), [&id](const Team& one) { return one.id == id; });
    return found == all.end() ? nullptr : &*found;
}

bool isName(std::string_view name)
{
    return !trimmed(name).empty() && name.size() <= longestName && isUtf8(name)
        && std::none_of(name.begin(), name.end(),
            [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7F; });
}

Status checkMembers(const std::vector<TeamMember>& members, std::span<const std::string> strangers)
{
    if (members.size() > mostTeamMembers) {
        return badTeam("members", "at most 500 people");
    }
    if (!strangers.empty()) {
        return notFound("people.unknown_account",
            "nobody has the user name " + strangers.front() + "; make the account first")
            .with("field", "members");
    }
    const auto twice = std::adjacent_find(members.begin(), members.end(),
        [](const TeamMember& one, const TeamMember& other) { return one.user == other.user; });
    if (twice != members.end()) {
        return badTeam("members", "each person once; " + twice->user + " is named twice");
    }
    return {};
}

// A department that is not the one itself and not below it.
Status checkParent(const Team& team, std::span<const Team> all)
{
    const auto wrong = [](const std::string& sentence) {
        return refused("people.team_parent", sentence)
            .with("field", "parentId")
            .with("allowed", "a department that is not below this one");
    };
    std::optional<TeamId> at = team.parent;
    for (std::size_t steps = 0; at && steps <= all.size(); ++steps) {
        if (*at == team.id) {
            return wrong("a department cannot stand below itself");
        }
        const Team* parent = teamOf(*at, all);
        if (parent == nullptr || parent->kind != TeamKind::Department) {
            return wrong("what stands above has to be a department");
        }
        at = parent->parent;
    }
    return {};
}

JsonWriter about(const Team& team)
{
    JsonWriter out;
    out.beginObject().key("teamId").string(team.id.toString());
    out.key("name").string(team.name).key("kind").string(toString(team.kind));
    return out;
}

IdentityEvent plain(std::string_view type, const Team& team)
{
    JsonWriter out = about(team);
    if (team.parent) {
        out.key("parentId").string(team.parent->toString());
    }
    out.key("active").boolean(team.active);
    return { type, std::move(out.endObject()).take() };
}

IdentityEvent ofMember(std::string_view type, const Team& team, const TeamMember& member)
{
    JsonWriter out = about(team);
    out.key("user").string(member.user).key("function").string(toString(member.function));
    return { type, std::move(out.endObject()).take() };
}

} // namespace

std::string_view toString(TeamKind kind)
{
    return kind == TeamKind::Department ? "department" : "team";
}

std::optional<TeamKind> teamKindFrom(std::string_view text)
{
    for (const TeamKind kind : { TeamKind::Team, TeamKind::Department }) {
        if (toString(kind) == text) {
            return kind;
        }
    }
    return std::nullopt;
}

std::string_view toString(TeamFunction function)
{
    return function == TeamFunction::Lead ? "lead" : "member";
}

std::optional<TeamFunction> teamFunctionFrom(std::string_view text)
{
    for (const TeamFunction function : { TeamFunction::Member, TeamFunction::Lead }) {
        if (toString(function) == text) {
            return function;
        }
    }
    return std::nullopt;
}

const TeamMember* Team::find(std::string_view user) const
{
    const auto found = std::find_if(
        members.begin(), members.end(), [user](const TeamMember& one) { return one.user == user; });
    return found == members.end() ? nullptr : &*found;
}

Result<Team> saved(const TeamWish& wish, std::span<const Team> all,
    std::span<const std::string> strangers, const TeamId& newId, Instant now)
{
    Team out;
    out.id = wish.id.value_or(newId);
    out.created = now;
    if (wish.id) {
        const Team* before = teamOf(*wish.id, all);
        if (before == nullptr) {
            return unknownTeam();
        }
        if (before->kind != wish.kind) {
            return refused("people.team_kind",
                "a team does not become a department, nor a department a team; make a new one")
                .with("field", "kind");
        }
        out = *before;
    }
    if (!isName(wish.name)) {
        return badTeam("name", "1 to 128 octets of text in one line");
    }
    out.name = trimmed(wish.name);
    out.kind = wish.kind;
    out.parent = wish.parent;
    out.members = wish.members;
    out.active = wish.active;
    std::sort(out.members.begin(), out.members.end(),
        [](const TeamMember& one, const TeamMember& other) { return one.user < other.user; });
    const bool taken = std::any_of(all.begin(), all.end(), [&out](const Team& one) {
        return one.id != out.id && one.kind == out.kind && equalsIgnoreCase(one.name, out.name);
    });
    if (taken) {
        return refused("people.name_taken",
            "there is a " + std::string(toString(out.kind)) + " of this name already")
            .with("field", "name");
    }
    LOCUS_TRY(checkParent(out, all));
    LOCUS_TRY(checkMembers(out.members, strangers));
    ++out.version;
    return out;
}

Result<Team> removed(const TeamId& id, std::span<const Team> all)
{
    const Team* found = teamOf(id, all);
    if (found == nullptr) {
        return unknownTeam();
    }
    const auto below =
        std::count_if(all.begin(), all.end(), [&id](const Team& one) { return one.parent == id; });
    if (!found->members.empty() || below > 0) {
        return refused("people.team_in_use",
            found->name + " is in use (members: " + std::to_string(found->members.size())
                + ", below it: " + std::to_string(below)
                + "); move them first, or make it inactive");
    }
    Team out = *found;
    out.removed = true;
    ++out.version;
    return out;
}

Membership membershipOf(std::string_view user, std::span<const Team> all)
{
    Membership out;
    for (const Team& team : all) {
        if (!team.active || team.find(user) == nullptr) {
            continue;
        }
        if (team.kind == TeamKind::Team) {
            out.teams.push_back(team.name);
        } else if (out.department.empty()) {
            out.department = team.name;
        }
    }
    std::sort(out.teams.begin(), out.teams.end());
    return out;
}

std::vector<IdentityEvent> teamEvents(const std::optional<Team>& before, const Team& after)
{
    if (after.removed) {
        return { plain("Team.Removed", after) };
    }
    std::vector<IdentityEvent> out;
    if (!before) {
        out.push_back(plain("Team.Created", after));
    } else if (before->name != after.name || before->parent != after.parent
        || before->active != after.active) {
        out.push_back(plain("Team.Changed", after));
    }
    const Team none;
    const Team& was = before ? *before : none;
    for (const TeamMember& member : was.members) {
        if (after.find(member.user) == nullptr) {
            out.push_back(ofMember("Team.MemberRemoved", after, member));
        }
    }
    for (const TeamMember& member : after.members) {
        const TeamMember* old = was.find(member.user);
        if (old == nullptr || *old != member) {
            out.push_back(ofMember("Team.MemberAdded", after, member));
        }
    }
    return out;
}

} // namespace locus::people
