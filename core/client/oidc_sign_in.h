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
#include <string>
#include <string_view>

class QTcpServer;
class QTcpSocket;

namespace locus::client {

class CoreClient;
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
    using DoneAgain = std::function<void(Result<protocol::SignedInAgain>)>;

    explicit OidcSignIn(QObject* parent = nullptr);
    ~OidcSignIn() override;

    // For the person in the browser; five minutes unless told otherwise.
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }
    [[nodiscard]] std::chrono::milliseconds patience() const { return m_patience; }
    // What the browser shows in the end; plain text.
    void setGoodbye(const QString& sentence) { m_goodbye = sentence; }

    // Calls `done` once, unless another start or cancel() gives this one up. Errors: what the core
    // answers; those of SingleCall; refused "client.oidc_redirect" (the first request was none of
    // this sign-in), "client.oidc_denied" (the provider or the person said no),
    // "client.oidc_address" (the core names an address that no browser is sent to); retriable
    // "client.oidc_timeout", "client.no_port".
    void start(const Endpoint& endpoint, Open open, Done done);
    // Whose session `core` has signs in anew, for what is sensitive. `core` must outlive it.
    // Errors: as start(); those of CoreClient::request() for those of SingleCall.
    void startAgain(CoreClient& core, Open open, DoneAgain done);
    // Nothing is called any more, and nobody listens.
    void cancel();

Q_SIGNALS:
    void heard(); // the browser has come back; now the core is asked

private:
    using Answer = std::function<void(Result<Bytes>)>;
    struct Way // to the core
    {
        std::function<void(std::string_view method, Bytes params, Answer answer)> ask;
        std::string_view begin;
        std::string_view finish;
    };

    void run(Way way, Open open, Answer done);
    void ask(std::string_view method, Bytes params, const Answer& answer);
    void onBegun(const protocol::OidcBegun& begun);
    void onConnection();
    void onRequest(QTcpSocket* socket);
    void answer(QTcpSocket* socket) const;
    Result<protocol::OidcFinish> finishFrom(const QByteArray& head) const;
    void finish(Result<Bytes> result);

    std::chrono::milliseconds m_patience = std::chrono::minutes(5);
    QString m_goodbye = QStringLiteral("Locus: you can close this window.");
    Way m_way;
    Open m_open;
    Answer m_done;
    protocol::OidcBegun m_begun;
    std::unique_ptr<QTcpServer> m_listener;
    std::unique_ptr<SingleCall> m_call;
    int m_run = 0; // what an earlier one waits for is given up
};

} // namespace locus::client
