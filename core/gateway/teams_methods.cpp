// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/command_sender.h"
#include "core/gateway/gateway_options.h"
#include "core/gateway/method_handlers.h"
#include "core/gateway/methods.h"
#include "core/gateway/teams_now.h"
#include "core/protocol/team_messages.h"

namespace locus::gateway {

using people::RightsKind;
using people::RightsState;

namespace {

Error noTeams()
{
    return notFound("gateway.no_accounts", "this core keeps no accounts");
}

// As many as fit into a frame: a team may have hundreds of members.
Result<Bytes> page(ReadPorts& ports, const protocol::TeamsList& query, std::size_t mostBytes)
{
    if (!ports.rights) {
        return noTeams();
    }
    for (int limit = query.limit;; limit /= 2) {
        LOCUS_TRY_VALUE(
            rows, ports.rights->list(RightsKind::Team, RightsState::Live, query.after, limit));
        protocol::TeamsPage out;
        out.next = rows.next;
        out.total = rows.total;
        for (const people::RightsRow& row : rows.items) {
            LOCUS_TRY_VALUE(team, people::teamFrom(row));
            out.items.push_back(std::move(team));
        }
        Bytes text = out.toJson();
        if (limit == 1 || text.size() + frameMargin <= mostBytes) {
            return text;
        }
    }
}

Result<Bytes> one(ReadPorts& ports, const people::TeamId& id)
{
    if (!ports.rights) {
        return noTeams();
    }
    const auto row = ports.rights->get(RightsKind::Team, id.uuid());
    if (!row.ok() && row.error().kind != ErrorKind::NotFound) {
        return row.error();
    }
    if (!row.ok() || row->state != RightsState::Live) {
        return notFound("people.unknown_team", "there is no such team or department")
            .with("field", "teamId");
    }
    LOCUS_TRY_VALUE(team, people::teamFrom(*row));
    return protocol::TeamDetail { std::move(team) }.toJson();
}

template <typename Message>
void addCommand(
    RpcTable& table, CommandSender& commands, people::TeamWish (*wishOf)(const Message&))
{
    table.add(Message::method,
        decoding<Message>([&commands, wishOf](
                              const Call& call, const Message& message, const Reply& reply) {
            commands.send({ message.commandId, call.method, people::encodeTeamWish(wishOf(message)),
                              call.principal.user, message.expectedVersion, &call },
                reply);
        }));
}

} // namespace

Result<std::vector<people::Team>> teamsNow(ReadPorts& ports)
{
    std::vector<people::Team> out;
    if (!ports.rights) {
        return out;
    }
    LOCUS_TRY_VALUE(rows, ports.rights->live(RightsKind::Team));
    for (const people::RightsRow& row : rows) {
        LOCUS_TRY_VALUE(team, people::teamFrom(row));
        out.push_back(std::move(team));
    }
    return out;
}

void addTeamsMethods(
    RpcTable& table, ReaderThread& reader, CommandSender& commands, const GatewayOptions& options)
{
    table.add(protocol::TeamsList::method,
        decoding<protocol::TeamsList>([&reader, most = options.limits.frameBytesOut](const Call&,
                                          const protocol::TeamsList& query, const Reply& reply) {
            readAndReply(
                reader, [query, most](ReadPorts& ports) { return page(ports, query, most); },
                reply);
        }));
    table.add(protocol::TeamsGet::method,
        decoding<protocol::TeamsGet>([&reader](const Call&, const protocol::TeamsGet& message,
                                         const Reply& reply) {
            readAndReply(
                reader, [id = message.teamId](ReadPorts& ports) { return one(ports, id); }, reply);
        }));
    addCommand<protocol::TeamsSave>(
        table, commands, [](const protocol::TeamsSave& message) { return message.wish; });
    addCommand<protocol::TeamsRemove>(table, commands, [](const protocol::TeamsRemove& message) {
        people::TeamWish wish;
        wish.id = message.teamId;
        return wish;
    });
}

} // namespace locus::gateway
