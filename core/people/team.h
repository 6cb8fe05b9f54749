// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/people/account.h"
#include "core/people/rights_row.h"
#include "core/people/user_events.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace locus::people {

using TeamId = Id<struct TeamTag>;

enum class TeamKind : std::uint8_t
{
    Team,
    Department
};
std::string_view toString(TeamKind kind); // "team" "department"
std::optional<TeamKind> teamKindFrom(std::string_view text);

enum class TeamFunction : std::uint8_t
{
    Member,
    Lead
};
std::string_view toString(TeamFunction function); // "member" "lead"
std::optional<TeamFunction> teamFunctionFrom(std::string_view text);

struct TeamMember
{
    std::string user;
    TeamFunction function = TeamFunction::Member;

    friend bool operator==(const TeamMember&, const TeamMember&) = default;
};

// A team or a department (FHIR CareTeam, Organization) and who belongs to it.
struct Team
{
    TeamId id;
    std::string name; // unique among those of its kind, whatever the case
    TeamKind kind = TeamKind::Team;
    std::optional<TeamId> parent; // a department
    std::vector<TeamMember> members; // by user
    bool active = true;
    bool removed = false; // kept to be looked up
    Instant created {};
    std::uint64_t version = 0;

    [[nodiscard]] const TeamMember* find(std::string_view user) const;
};

inline constexpr std::size_t mostTeamMembers = 500;

// Names of the commands.
inline constexpr std::string_view saveTeam = "people.teams.save";
inline constexpr std::string_view removeTeam = "people.teams.remove";

// All of one as it is to be.
struct TeamWish
{
    std::optional<TeamId> id; // none: a new one
    std::string name;
    TeamKind kind = TeamKind::Team;
    std::optional<TeamId> parent;
    std::vector<TeamMember> members;
    bool active = true;
};
Bytes encodeTeamWish(const TeamWish& wish);
// Errors: invalid "people.bad_wish".
Result<TeamWish> decodeTeamWish(BytesView text);

// Pure rules. `all`: those that are not removed; `strangers`: members of the wish who have no
// account. Errors: not_found "people.unknown_team", "people.unknown_account"; refused
// "people.name_taken", "people.team_parent" (not a department, or below itself),
// "people.team_kind" (it cannot change); invalid "people.bad_team", with "field" and "allowed".
Result<Team> saved(const TeamWish& wish, std::span<const Team> all,
    std::span<const std::string> strangers, const TeamId& newId, Instant now);
// Errors: not_found "people.unknown_team"; refused "people.team_in_use" (it has members or others
// below it).
Result<Team> removed(const TeamId& id, std::span<const Team> all);

// The names of the teams, and of the first department, that somebody belongs to; those not active
// are left out.
struct Membership
{
    std::vector<std::string> teams;
    std::string department;
};
Membership membershipOf(std::string_view user, std::span<const Team> all);

// What other systems hear of it: "Team.Created" ..., in order. `before`: none, if it is new.
std::vector<IdentityEvent> teamEvents(const std::optional<Team>& before, const Team& after);

RightsRow rowOf(const Team& team);
// Errors: fatal "people.damaged".
Result<Team> teamFrom(const RightsRow& row);

} // namespace locus::people
