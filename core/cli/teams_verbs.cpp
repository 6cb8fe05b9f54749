// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/cli/context.h"
#include "core/cli/rights_verbs.h"
#include "core/cli/session.h"
#include "core/protocol/team_messages.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <ostream>

namespace locus::cli {

using people::Team;
using people::TeamMember;

namespace {

struct TeamOptions
{
    std::string name;
    std::string newName;
    std::string parent;
    std::vector<std::string> leads;
    std::vector<std::string> members;
    std::vector<std::string> leaving;
    bool isDepartment = false;
    bool inactive = false;
    bool active = false;
};

using Options = std::shared_ptr<TeamOptions>;

Result<std::vector<Team>> allTeams(Session& session)
{
    std::vector<Team> out;
    protocol::TeamsList request;
    do {
        LOCUS_TRY_VALUE(page, session.call(request));
        std::move(page.items.begin(), page.items.end(), std::back_inserter(out));
        request.after = page.next;
    } while (!request.after.empty());
    return out;
}

// By its id, or its name where only one has it.
Result<Team> theTeam(const std::vector<Team>& all, const std::string& name)
{
    const auto isIt = [&name](const Team& one) {
        return one.id.toString() == name || equalsIgnoreCase(one.name, name);
    };
    const auto found = std::find_if(all.begin(), all.end(), isIt);
    if (found == all.end()) {
        return notFound("people.unknown_team", "there is no team or department " + name);
    }
    if (std::count_if(all.begin(), all.end(), isIt) > 1) {
        return invalid("usage", "a team and a department have the name " + name + "; give the id");
    }
    return *found;
}

std::string nameOf(const std::vector<Team>& all, const people::TeamId& id)
{
    const auto found =
        std::find_if(all.begin(), all.end(), [&id](const Team& one) { return one.id == id; });
    return found == all.end() ? id.toString() : found->name;
}

Status list(Context& context, const TeamOptions&)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    LOCUS_TRY_VALUE(all, allTeams(*session));
    for (const Team& team : all) {
        if (context.json) {
            context.out << protocol::TeamDetail { team }.toJson() << '\n';
            continue;
        }
        context.out << team.id.toString() << "  " << toString(team.kind) << "  " << team.name
                    << (team.parent ? "  in " + nameOf(all, *team.parent) : std::string())
                    << (team.active ? "" : "  inactive");
        for (const TeamMember& member : team.members) {
            context.out << "  " << member.user
                        << (member.function == people::TeamFunction::Lead ? " (lead)" : "");
        }
        context.out << '\n';
    }
    return {};
}

void join(std::vector<TeamMember>& members, const std::string& user, people::TeamFunction function)
{
    std::erase_if(members, [&user](const TeamMember& one) { return one.user == user; });
    members.push_back({ user, function });
}

// What was not named stays as it is.
Status send(Context& context, Session& session, const std::vector<Team>& all,
    protocol::TeamsSave message, const TeamOptions& options)
{
    if (!options.parent.empty()) {
        LOCUS_TRY_VALUE(parent, theTeam(all, options.parent));
        message.wish.parent = parent.id;
    }
    for (const std::string& user : options.members) {
        join(message.wish.members, user, people::TeamFunction::Member);
    }
    for (const std::string& user : options.leads) {
        join(message.wish.members, user, people::TeamFunction::Lead);
    }
    for (const std::string& user : options.leaving) {
        std::erase_if(
            message.wish.members, [&user](const TeamMember& one) { return one.user == user; });
    }
    message.commandId = session.newId();
    LOCUS_TRY_VALUE(changed, session.call(message));
    context.out << (context.json ? changed.toJson() : message.wish.name + " is kept") << '\n';
    return {};
}

Status add(Context& context, const TeamOptions& options)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    LOCUS_TRY_VALUE(all, allTeams(*session));
    protocol::TeamsSave message;
    message.wish.name = options.name;
    message.wish.kind =
        options.isDepartment ? people::TeamKind::Department : people::TeamKind::Team;
    return send(context, *session, all, std::move(message), options);
}

Status change(Context& context, const TeamOptions& options)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    LOCUS_TRY_VALUE(all, allTeams(*session));
    LOCUS_TRY_VALUE(team, theTeam(all, options.name));
    protocol::TeamsSave message;
    message.expectedVersion = team.version;
    message.wish = { team.id, options.newName.empty() ? team.name : options.newName, team.kind,
        team.parent, std::move(team.members),
        options.active || (team.active && !options.inactive) };
    return send(context, *session, all, std::move(message), options);
}

Status remove(Context& context, const TeamOptions& options)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    LOCUS_TRY_VALUE(all, allTeams(*session));
    LOCUS_TRY_VALUE(team, theTeam(all, options.name));
    LOCUS_TRY_VALUE(
        changed, session->call(protocol::TeamsRemove { session->newId(), team.id, team.version }));
    context.out << (context.json ? changed.toJson() : team.name + " is removed") << '\n';
    return {};
}

} // namespace

Result<people::TeamId> teamNamed(Session& session, const std::string& name)
{
    LOCUS_TRY_VALUE(all, allTeams(session));
    LOCUS_TRY_VALUE(team, theTeam(all, name));
    return team.id;
}

void addTeamsVerbs(CLI::App& people, Context& context)
{
    const auto options = std::make_shared<TeamOptions>();
    CLI::App* group = people.add_subcommand("teams", "Teams and departments, and who is in them");
    group->require_subcommand(1);
    addVerb(*group, context, options, "list", "All of them with their members", list);
    CLI::App* made = addVerb(*group, context, options, "add", "Make one", add);
    made->add_option("NAME", options->name, "Its name")->required();
    made->add_flag("--department", options->isDepartment, "A department, and no team");
    CLI::App* changed = addVerb(*group, context, options, "change", "Change one", change);
    changed->add_option("NAME", options->name, "Its name or id")->required();
    changed->add_option("--name", options->newName, "Its new name");
    changed->add_option("--leave", options->leaving, "User who leaves it; may be given again");
    auto* inactive = changed->add_flag("--inactive", options->inactive, "It is not used any more");
    changed->add_flag("--active", options->active, "It is used again")->excludes(inactive);
    for (CLI::App* verb : { made, changed }) {
        verb->add_option("--parent", options->parent, "Department that it belongs to");
        verb->add_option("--member", options->members, "User; may be given again");
        verb->add_option("--lead", options->leads, "User who leads it; may be given again");
    }
    CLI::App* gone = addVerb(*group, context, options, "remove",
        "Remove one that has no members and nothing below it", remove);
    gone->add_option("NAME", options->name, "Its name or id")->required();
}

} // namespace locus::cli
