// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/change_feed.h"
#include "core/gateway/method_handlers.h"
#include "core/gateway/methods.h"
#include "core/gateway/oidc_sign_in.h"
#include "core/gateway/rpc_table.h"
#include "core/gateway/sign_in.h"
#include "core/gateway/system_port.h"
#include "core/gateway/uploads.h"
#include "core/people/permissions.h"
#include "core/protocol/changes_messages.h"
#include "core/protocol/session_messages.h"
#include "core/protocol/sign_in_messages.h"
#include "core/protocol/system_messages.h"
#include "core/protocol/uploads_messages.h"

namespace locus::gateway {

namespace {

// Decodes, acts and encodes; every step may refuse.
template <typename Message, typename Act> Handler handler(Act act)
{
    return [act = std::move(act)](const Call& call, const Reply& reply) {
        auto message = Message::fromJson(call.params);
        if (!message.ok()) {
            reply(std::move(message).error());
            return;
        }
        reply(act(call, *message));
    };
}

template <typename T> Result<Bytes> encoded(Result<T> answer)
{
    return answer.ok() ? Result<Bytes>(answer->toJson()) : Result<Bytes>(answer.error());
}

// Who has emergency access hears of its end, though not of anybody else's.
bool isOwnEmergency(const people::Principal& principal, const std::string& name)
{
    return principal.overlay && name == "people.breakGlass/" + principal.overlay->id;
}

Result<Bytes> subscribe(
    ChangeFeed& feed, const Call& call, const protocol::ChangesSubscribe& message)
{
    if (!call.subscriber) {
        return refused("changes.needs_socket", "changes are sent over a WebSocket alone")
            .with("allowed", "the WebSocket address /rpc");
    }
    LOCUS_TRY(feed.check(message.streams));
    for (const std::string& name : message.streams) {
        const std::string list = ChangeFeed::streamOf(name) + ".list";
        if (Status may = people::checkPermitted(call.principal, list);
            !may.ok() && !isOwnEmergency(call.principal, name)) {
            return std::move(may).error().with("stream", name);
        }
    }
    const protocol::ChangesSubscribed answer { feed.now() };
    feed.subscribe(*call.subscriber, message.streams, message.from);
    return answer.toJson();
}

} // namespace

void addSessionMethods(RpcTable& table, SignIn& signIn)
{
    table.add("session.ticket", [&signIn](const Call& call, const Reply& reply) {
        auto ticket = signIn.ticketFor(call.principal);
        if (!ticket.ok()) {
            reply(std::move(ticket).error());
            return;
        }
        reply(protocol::Ticket { *ticket, signIn.tickets().lifetime().count() }.toJson());
    });
}

void addOidcMethods(RpcTable& table, OidcSignIn& oidc)
{
    table.add(protocol::OidcBeginAgain::method,
        decoding<protocol::OidcBeginAgain>(
            [&oidc](const Call& call, const protocol::OidcBegin& message, const Reply& reply) {
                oidc.beginAgain(call, message, reply);
            }));
    table.add(protocol::OidcFinishAgain::method,
        decoding<protocol::OidcFinishAgain>(
            [&oidc](const Call& call, const protocol::OidcFinish& message, const Reply& reply) {
                oidc.finishAgain(call, message, reply);
            }));
}

void addUploadsMethods(RpcTable& table, Uploads& uploads)
{
    table.add(protocol::UploadsBegin::method,
        handler<protocol::UploadsBegin>([&uploads](const Call& call, const auto& message) {
            return encoded(uploads.begin(call.principal.user, message));
        }));
    table.add(protocol::UploadsChunk::method,
        handler<protocol::UploadsChunk>([&uploads](const Call& call, const auto& message) {
            return encoded(uploads.chunk(call.principal.user, message));
        }));
    table.add(protocol::UploadsCommit::method,
        handler<protocol::UploadsCommit>([&uploads](const Call& call, const auto& message) {
            return encoded(uploads.commit(call.principal.user, message));
        }));
}

void addChangesMethods(RpcTable& table, ChangeFeed& feed)
{
    table.add(protocol::ChangesSubscribe::method,
        handler<protocol::ChangesSubscribe>([&feed](const Call& call, const auto& message) {
            return subscribe(feed, call, message);
        }));
}

void addSystemMethods(RpcTable& table, SystemPort& system)
{
    table.add(protocol::SystemHealth::method,
        handler<protocol::SystemHealth>([&system](const Call&, const auto&) -> Result<Bytes> {
            return system.health().toJson();
        }));
    table.add(protocol::SystemMetrics::method,
        handler<protocol::SystemMetrics>([&system](const Call&, const auto&) -> Result<Bytes> {
            return protocol::MetricsText { system.metricsText() }.toJson();
        }));
    table.add(protocol::SystemConfig::method,
        handler<protocol::SystemConfig>([&system](const Call&, const auto&) -> Result<Bytes> {
            return protocol::ConfigText { system.configJson() }.toJson();
        }));
    table.add(protocol::SystemBackup::method,
        handler<protocol::SystemBackup>([&system](const Call& call, const auto&) {
            return encoded(system.startBackup(call.principal.user));
        }));
}

} // namespace locus::gateway
