// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/teams_role.h"

#include "core/base/json_writer.h"
#include "core/pipeline/effects.h"

#include <algorithm>

namespace locus::pipeline {

using people::Team;
using people::TeamId;
using people::TeamWish;

namespace {

Result<std::vector<Team>> allTeams(Effects& effects)
{
    LOCUS_TRY_VALUE(rows, effects.store().rights.live(people::RightsKind::Team));
    std::vector<Team> out;
    for (const people::RightsRow& row : rows) {
        LOCUS_TRY_VALUE(team, people::teamFrom(row));
        out.push_back(std::move(team));
    }
    return out;
}

Result<std::vector<std::string>> strangersIn(const TeamWish& wish, Effects& effects)
{
    std::vector<std::string> out;
    if (wish.members.size() > people::mostTeamMembers) {
        return out; // refused for that
    }
    for (const people::TeamMember& member : wish.members) {
        LOCUS_TRY_VALUE(account, effects.store().accounts.byUser(member.user));
        if (!account) {
            out.push_back(member.user);
        }
    }
    return out;
}

std::optional<Team> theOne(const std::optional<TeamId>& id, const std::vector<Team>& all)
{
    const auto found =
        std::find_if(all.begin(), all.end(), [&id](const Team& one) { return one.id == id; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

Status checkVersion(const Command& command, const std::optional<Team>& before)
{
    if (!before || !command.expectedVersion || *command.expectedVersion == before->version) {
        return {};
    }
    const std::string current = std::to_string(before->version);
    return conflict("people.version_conflict",
        "somebody changed " + before->name + " meanwhile; it has version " + current + " now")
        .with("currentVersion", current);
}

} // namespace

TeamsRole::TeamsRole(std::string_view installation, std::string tenantId)
    : m_stream(installation, std::move(tenantId))
{ }

bool TeamsRole::handles(std::string_view command) const
{
    return command == people::saveTeam || command == people::removeTeam;
}

Answer TeamsRole::onCommand(const Command& command, Effects& effects)
{
    LOCUS_TRY_VALUE(wish, people::decodeTeamWish(command.body));
    LOCUS_TRY_VALUE(all, allTeams(effects));
    LOCUS_TRY_VALUE(strangers, strangersIn(wish, effects));
    const std::optional<Team> before = theOne(wish.id, all);
    LOCUS_TRY(checkVersion(command, before));
    const TeamId newId(deriveUuid(command.id, "team"));
    LOCUS_TRY_VALUE(after,
        command.name == people::saveTeam ? people::saved(wish, all, strangers, newId, effects.now())
                                         : people::removed(wish.id.value_or(TeamId()), all));
    const std::string id = after.id.toString();
    effects.concerns("Team/" + id, {});
    effects.changed("people.teams", after.removed ? "delete" : "put", id);
    LOCUS_TRY(effects.store().rights.put(rowOf(after)));
    LOCUS_TRY(m_stream.tell("Team", id, people::teamEvents(before, after), command, effects));
    JsonWriter out;
    out.beginObject().key("id").string(id);
    return std::move(out.key("version").number(after.version).endObject()).take();
}

} // namespace locus::pipeline
