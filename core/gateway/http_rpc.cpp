// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/http_rpc.h"

#include "core/base/clock.h"
#include "core/gateway/account_sign_in.h"
#include "core/gateway/audit_notes.h"
#include "core/gateway/gateway_options.h"
#include "core/gateway/rpc_table.h"
#include "core/gateway/sign_in.h"
#include "core/protocol/rpc_frame.h"
#include "core/protocol/session_messages.h"
#include "core/protocol/sign_in_messages.h"

namespace locus::gateway {

namespace {

constexpr int ok = 200;
constexpr int badRequest = 400;
constexpr int unauthorized = 401;
constexpr int tooLarge = 413;
constexpr int tooMany = 429;

HttpAnswer failure(int status, const Error& error)
{
    return { status, protocol::encodeResponse({}, error) };
}

// A bearer token that is none of ours.
HttpAnswer unknown(const RpcTable& table, const Error& error)
{
    if (table.notes() != nullptr) {
        table.notes()->noteStranger({}, error.code);
    }
    return failure(unauthorized, error);
}

HttpAnswer overRate()
{
    return failure(tooMany,
        retriable("gateway.rate", "too many requests of this user").with("retryAfterMs", "1000"));
}

} // namespace

HttpRpc::HttpRpc(
    const GatewayOptions& options, const Doors& doors, const RpcTable& table, const Clock& clock)
    : m_options(options)
    , m_signIn(doors.signIn)
    , m_accounts(doors.accounts)
    , m_table(table)
    , m_clock(clock)
{ }

bool HttpRpc::allow(const std::string& user)
{
    auto rate = m_rates.try_emplace(
        user, TokenBucket(m_options.limits.messagesPerSecond, std::chrono::seconds(1)));
    return rate.first->second.take(m_clock.monotonic());
}

void HttpRpc::rpc(
    std::string_view authorization, const Bytes& body, std::function<void(HttpAnswer)> done)
{
    auto principal = m_signIn.withHeader(authorization);
    if (!principal.ok()) {
        done(unknown(m_table, principal.error()));
        return;
    }
    if (!allow(principal->user)) {
        done(overRate());
        return;
    }
    if (body.size() > m_options.limits.frameBytesIn) {
        done(failure(tooLarge,
            invalid("gateway.too_large",
                "a request has at most " + std::to_string(m_options.limits.frameBytesIn)
                    + " octets; larger content goes through uploads")
                .with("allowed", std::to_string(m_options.limits.frameBytesIn))));
        return;
    }
    protocol::RpcId id;
    auto request = protocol::parseRequest(body, id);
    if (!request.ok()) {
        done({ badRequest, protocol::encodeResponse(id, request.error()) });
        return;
    }
    Call call { *principal, request->method, request->params, nullptr, {},
        m_signIn.isFresh(*principal) };
    call.onBehalfOf = request->onBehalfOf;
    m_table.invoke(call, [id, done = std::move(done)](const Result<Bytes>& result) {
        done({ ok,
            result.ok() ? protocol::encodeResponse(id, *result)
                        : protocol::encodeResponse(id, result.error()) });
    });
}

void HttpRpc::signIn(
    const Bytes& body, const std::string& address, std::function<void(HttpAnswer)> done)
{
    const auto message = protocol::SessionSignIn::fromJson(body);
    if (!message.ok()) {
        done(failure(badRequest, message.error()));
        return;
    }
    m_accounts.signIn(*message, address, [done = std::move(done)](const Result<Bytes>& result) {
        done(result.ok()
                ? HttpAnswer { ok, *result }
                : failure(result.error().isRetriable() ? tooMany : unauthorized, result.error()));
    });
}

HttpAnswer HttpRpc::ticket(std::string_view authorization)
{
    auto principal = m_signIn.withHeader(authorization);
    if (!principal.ok()) {
        return unknown(m_table, principal.error());
    }
    if (!allow(principal->user)) {
        return overRate();
    }
    auto ticket = m_signIn.ticketFor(*principal);
    if (!ticket.ok()) {
        return failure(tooMany, ticket.error());
    }
    return { ok, protocol::Ticket { *ticket, m_signIn.tickets().lifetime().count() }.toJson() };
}

} // namespace locus::gateway
