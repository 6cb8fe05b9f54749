// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/change_subscriber.h"
#include "core/people/principal.h"
#include "core/protocol/rpc_frame.h"
#include "core/protocol/session_messages.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace locus::gateway {

class AccountSignIn;
class AnswerMask;
class AuditNotes;
class ChangeFeed;
class Connection;
class OidcSignIn;
class Reveals;
class RpcTable;
class SignIn;
struct GatewayOptions;

// What a session needs of the gateway; all outlive it.
struct SessionServices
{
    const GatewayOptions& options;
    SignIn& signIn;
    AccountSignIn& accounts;
    RpcTable& table;
    ChangeFeed& feed;
    const AuditNotes& audit;
    const AnswerMask& mask;
    const Reveals& reveals;
    OidcSignIn& oidc;
};

// One client on /rpc: signs in, then calls. Child of its connection. Thread contract: the gateway's
// thread.
class RpcSession : public QObject, public ChangeSubscriber
{
    Q_OBJECT

public:
    RpcSession(Connection* connection, const SessionServices& services);
    ~RpcSession() override;

    void onChange(const ChangeFrame& change) override;
    void onGap(std::uint64_t from, std::uint64_t to) override;

    // Ends the session of a token that was revoked.
    void revalidate();

private:
    void onMessage(const QByteArray& text);
    void onRateExceeded(qint64 retryAfterMs);
    void onSignIn(const protocol::RpcRequest& request);
    Status enterDoor(const protocol::RpcRequest& request);
    void awaitSignIn();
    void openSession(const protocol::RpcRequest& request);
    void refuseSignIn(const protocol::RpcRequest& request, const Error& error);
    void opened(const protocol::RpcId& id);
    Result<people::Principal> admit(const protocol::SessionOpen& message);
    void call(protocol::RpcRequest request);
    void answer(const protocol::RpcId& id, const Result<Bytes>& result);
    void endWith(const protocol::RpcId& id, const Error& error, int closeCode);

    Connection* m_connection;
    SessionServices m_services;
    std::optional<people::Principal> m_principal; // none: not signed in yet
    std::string m_address; // of the peer, known longer than the connection
    int m_inFlight = 0;
    QTimer m_deadline; // for session.open
    int m_signIns = 0;
};

} // namespace locus::gateway
