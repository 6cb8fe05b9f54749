// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/door.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/gateway/tls_listener.h"
#include "core/protocol/version.h"

#include <QHostAddress>
#include <QSslSocket>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketCorsAuthenticator>
#include <QWebSocketServer>

#include <algorithm>

namespace locus::gateway {

namespace {

constexpr int portsTried = 20;
constexpr int mostRates = 10'000;

} // namespace

Door::Door(const GatewayOptions& options, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_options(options)
    , m_clock(clock)
    , m_tls(options)
    , m_listener(new TlsListener(m_tls, this))
    , m_upgrader(
          new QWebSocketServer(QStringLiteral("Locus"), QWebSocketServer::NonSecureMode, this))
{
    m_listener->setMaxPendingConnections(options.limits.handshakes);
    m_upgrader->setMaxPendingConnections(options.limits.connections);
    m_upgrader->setSupportedSubprotocols({ QString::fromLatin1(protocol::subProtocol.data()),
        QString::fromLatin1(protocol::legacyGeneticsSubProtocol.data()) });
    connect(m_listener, &QTcpServer::newConnection, this, &Door::onPending);
    connect(m_upgrader, &QWebSocketServer::originAuthenticationRequired, this,
        [this](QWebSocketCorsAuthenticator* visitor) {
            const bool known =
                visitor->origin().isEmpty() || m_options.origins.contains(visitor->origin());
            visitor->setAllowed(known);
            if (!known) {
                log::warn("gateway.origin_refused");
            }
        });
    connect(m_upgrader, &QWebSocketServer::newConnection, this, [this] {
        while (QWebSocket* socket = m_upgrader->nextPendingConnection()) {
            letIn(socket);
        }
    });
}

Door::~Door() = default;

Status Door::prepareTls()
{
    const bool loopback = QHostAddress(m_options.host).isLoopback();
    if (m_options.certificateFile.isEmpty()) {
        return loopback
            ? Status()
            : refused("gateway.tls_required",
                "listening beyond this machine needs TLS: set "
                "gateway.certificate_file and gateway.key_file, or listen on 127.0.0.1");
    }
    return m_tls.load();
}

Status Door::open()
{
    const QHostAddress host(m_options.host);
    if (host.isNull()) {
        return invalid("gateway.bad_host", "the host to listen on must be an IP address")
            .with("field", "gateway.listen");
    }
    LOCUS_TRY(prepareTls());
    constexpr int lastPort = 65535;
    const int tries = m_options.port == 0 ? 1 : std::min(portsTried, lastPort - m_options.port + 1);
    for (int i = 0; i < tries; ++i) {
        if (m_listener->listen(host, static_cast<quint16>(m_options.port + i))) {
            return {};
        }
    }
    return retriable("gateway.port_taken",
        "no port from " + std::to_string(m_options.port)
            + " on is free: " + m_listener->errorString().toStdString());
}

void Door::shut()
{
    m_listener->close();
    const auto waiting = m_handshakes;
    for (QTcpSocket* socket : waiting) {
        socket->abort();
    }
}

std::unique_ptr<QTcpServer> Door::listener()
{
    return std::make_unique<TlsListener>(m_tls);
}

quint16 Door::port() const
{
    return m_listener->serverPort();
}

QString Door::url() const
{
    const QString scheme = m_tls.isOn() ? QStringLiteral("wss://") : QStringLiteral("ws://");
    const bool v6 = m_options.host.contains(QLatin1Char(':'));
    const QString host = v6 ? QString(u'[' + m_options.host + u']') : m_options.host;
    return scheme + host + u':' + QString::number(port());
}

std::optional<Error> Door::tlsTrouble()
{
    m_tls.refresh();
    return m_tls.trouble();
}

void Door::onPending()
{
    while (QTcpSocket* socket = m_listener->nextPendingConnection()) {
        admit(socket);
    }
}

QByteArray Door::objection(const QString& address)
{
    const GatewayLimits& limits = m_options.limits;
    if (m_connectRate.size() > mostRates) {
        m_connectRate.clear();
    }
    auto rate = m_connectRate.find(address);
    if (rate == m_connectRate.end()) {
        rate = m_connectRate.insert(
            address, TokenBucket(limits.connectsPerSecond, std::chrono::seconds(1)));
    }
    if (!rate->take(m_clock.monotonic())) {
        return "too many connects from this address\n";
    }
    if (m_inside.size() >= limits.connections) {
        return "too many connections\n";
    }
    if (m_perAddress.value(address) >= limits.connectionsPerAddress) {
        return "too many connections from this address\n";
    }
    if (m_handshakes.size() >= limits.handshakes) {
        return "too many unfinished handshakes\n";
    }
    return {};
}

void Door::turnAway(QTcpSocket* socket, const QByteArray& reason)
{
    log::warn("gateway.turned_away",
        { { "address", socket->peerAddress().toString().toStdString() },
            { "reason", reason.trimmed().toStdString() } });
    socket->write("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 5\r\n"
                  "Content-Type: text/plain\r\nContent-Length: "
        + QByteArray::number(reason.size()) + "\r\n\r\n" + reason);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    socket->disconnectFromHost();
}

void Door::admit(QTcpSocket* socket)
{
    const QString address = socket->peerAddress().toString();
    if (const QByteArray reason = objection(address); !reason.isEmpty()) {
        turnAway(socket, reason);
        return;
    }
    ++m_perAddress[address];
    m_inside.insert(socket, address);
    m_handshakes.insert(socket);
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] { leave(socket); });
    connect(socket, &QObject::destroyed, this, [this, socket] { leave(socket); });
    QTimer::singleShot(m_options.limits.handshakeDeadline, socket, [this, socket] {
        if (m_handshakes.contains(socket)) {
            socket->abort();
        }
    });
    if (auto* secure = qobject_cast<QSslSocket*>(socket)) {
        connect(secure, &QSslSocket::encrypted, this,
            [this, secure] { m_upgrader->handleConnection(secure); });
    } else {
        m_upgrader->handleConnection(socket);
    }
}

void Door::leave(QTcpSocket* socket)
{
    const auto place = m_inside.constFind(socket);
    if (place == m_inside.constEnd()) {
        return;
    }
    if (--m_perAddress[place.value()] == 0) {
        m_perAddress.remove(place.value());
    }
    m_inside.erase(place);
    if (m_handshakes.remove(socket)) {
        socket->deleteLater();
    }
}

void Door::letIn(QWebSocket* socket)
{
    const auto handshakes = m_handshakes;
    for (QTcpSocket* shaking : handshakes) {
        const bool isSame = shaking->peerPort() == socket->peerPort()
            && shaking->peerAddress() == socket->peerAddress();
        if (isSame) {
            m_handshakes.remove(shaking);
            shaking->setParent(socket); // gone with it
            Q_EMIT entered(socket, shaking);
            return;
        }
    }
    socket->deleteLater(); // its peer has gone already
}

} // namespace locus::gateway
