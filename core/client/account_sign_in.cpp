// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/account_sign_in.h"

#include "core/client/tls.h"
#include "core/protocol/rpc_frame.h"
#include "core/protocol/version.h"

#include <QPointer>
#include <QSslConfiguration>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

namespace locus::client {

namespace {

constexpr auto patience = std::chrono::seconds(15);

Result<protocol::SignedIn> signedInFrom(const QString& text)
{
    LOCUS_TRY_VALUE(message, protocol::parseServerMessage(text.toStdString()));
    const auto* response = std::get_if<protocol::RpcResponse>(&message);
    if (response == nullptr) {
        return retriable("client.no_answer", "the core said something else than an answer");
    }
    if (!response->result.ok()) {
        return response->result.error();
    }
    return protocol::SignedIn::fromJson(*response->result);
}

} // namespace

AccountSignIn::AccountSignIn(QObject* parent)
    : QObject(parent)
{ }

AccountSignIn::~AccountSignIn() = default;

void AccountSignIn::finish(Result<protocol::SignedIn> result)
{
    if (!m_socket) {
        return;
    }
    m_socket->disconnect(this);
    m_socket.release()->deleteLater(); // it may be the one that calls
    std::exchange(m_done, {})(std::move(result));
}

void AccountSignIn::start(
    const Endpoint& endpoint, const protocol::SessionSignIn& message, Done done)
{
    m_socket = std::make_unique<QWebSocket>();
    m_done = std::move(done);
    QWebSocket* socket = m_socket.get();
    const Bytes request = protocol::encodeRequest(
        { std::string(protocol::SessionSignIn::method), message.toJson(), std::int64_t { 1 } });
    connect(socket, &QWebSocket::connected, this,
        [socket, request] { socket->sendTextMessage(QString::fromStdString(request)); });
    connect(socket, &QWebSocket::textMessageReceived, this,
        [this](const QString& text) { finish(signedInFrom(text)); });
    connect(socket, &QWebSocket::sslErrors, this,
        [this, host = endpoint.rpc.host()](
            const QList<QSslError>& errors) { finish(tlsError(errors, host)); });
    connect(socket, &QWebSocket::disconnected, this, [this, socket] {
        finish(retriable("client.offline",
            "no core answers at " + socket->requestUrl().toString().toStdString()));
    });
    QTimer::singleShot(patience, socket,
        [this] { finish(retriable("client.timeout", "the core does not answer")); });
    if (endpoint.rpc.scheme() == QLatin1String("wss")) {
        auto configuration = tlsConfiguration(endpoint.caFile);
        if (!configuration.ok()) {
            QTimer::singleShot(0, socket, [this, error = configuration.error()] { finish(error); });
            return;
        }
        socket->setSslConfiguration(*configuration);
    }
    QWebSocketHandshakeOptions handshake;
    handshake.setSubprotocols({ QString::fromLatin1(protocol::subProtocol.data()) });
    socket->open(endpoint.rpc, handshake);
}

} // namespace locus::client
