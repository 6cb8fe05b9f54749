// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/client/endpoint.h"
#include "core/protocol/sign_in_messages.h"

#include <QObject>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

class QTcpServer;
class QTcpSocket;

namespace locus::client {

class SingleCall;

// Sign-in by an identity provider in the person's own browser (RFC 8252): listens on a free port of
// the loopback for one request, hands what it says to the core, which holds verifier and nonce and
// exchanges the code. Thread contract: the thread it lives in.
class OidcSignIn : public QObject
{
    Q_OBJECT

public:
    using Open = std::function<void(const QUrl&)>; // shows it in a browser
    using Done = std::function<void(Result<protocol::SignedIn>)>;

    explicit OidcSignIn(QObject* parent = nullptr);
    ~OidcSignIn() override;

    // Calls `done` once; another start() before gives the first one up. Errors: what the core
    // answers; those of SingleCall; refused "client.oidc_redirect" (the first request was none of
    // this sign-in), "client.oidc_denied" (the provider or the person said no); retriable
    // "client.oidc_timeout", "client.no_port".
    void start(const Endpoint& endpoint, Open open, Done done,
        std::chrono::milliseconds patience = std::chrono::minutes(5));

private:
    void onBegun(const protocol::OidcBegun& begun);
    void onConnection();
    void onRequest(QTcpSocket* socket);
    Result<protocol::OidcFinish> finishFrom(const QByteArray& head) const;
    void finish(Result<protocol::SignedIn> result);

    Endpoint m_endpoint;
    Open m_open;
    Done m_done;
    protocol::OidcBegun m_begun;
    std::unique_ptr<QTcpServer> m_listener;
    std::unique_ptr<SingleCall> m_call;
    int m_run = 0; // a later start() gives up what an earlier one waits for
};

} // namespace locus::client
