// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/single_call.h"

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

Result<Bytes> answerFrom(const QString& text)
{
    LOCUS_TRY_VALUE(message, protocol::parseServerMessage(text.toStdString()));
    const auto* response = std::get_if<protocol::RpcResponse>(&message);
    if (response == nullptr) {
        return retriable("client.no_answer", "the core said something else than an answer");
    }
    if (!response->result.ok()) {
        return response->result.error();
    }
    return *response->result;
}

} // namespace

SingleCall::SingleCall(QObject* parent)
    : QObject(parent)
{ }

SingleCall::~SingleCall() = default;

void SingleCall::finish(Result<Bytes> result)
{
    if (!m_socket) {
        return;
    }
    m_socket->disconnect(this);
    m_socket.release()->deleteLater(); // it may be the one that calls
    // From the event loop: whoever hears of it may run one of his own, in which the socket goes.
    QTimer::singleShot(
        0, this, [done = std::exchange(m_done, {}), result = std::move(result)]() mutable {
            done(std::move(result));
        });
}

void SingleCall::start(const Endpoint& endpoint, protocol::RpcRequest request, Done done)
{
    m_socket = std::make_unique<QWebSocket>();
    m_done = std::move(done);
    QWebSocket* socket = m_socket.get();
    request.id = std::int64_t { 1 };
    const Bytes text = protocol::encodeRequest(request);
    connect(socket, &QWebSocket::connected, this,
        [socket, text] { socket->sendTextMessage(QString::fromStdString(text)); });
    connect(socket, &QWebSocket::textMessageReceived, this,
        [this](const QString& answer) { finish(answerFrom(answer)); });
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
