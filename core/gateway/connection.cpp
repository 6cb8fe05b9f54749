// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/connection.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/protocol/version.h"

#include <QHostAddress>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QWebSocket>

namespace locus::gateway {

namespace {

std::size_t bytesOf(const ChangeFrame& change)
{
    return static_cast<std::size_t>(change.frame.size()) * 2;
}

} // namespace

Connection::Connection(
    QWebSocket* socket, const GatewayOptions& options, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_socket(socket)
    , m_options(options)
    , m_clock(clock)
    , m_address(socket->peerAddress().toString())
    , m_rate(options.limits.anonymousPerMinute, std::chrono::minutes(1))
{
    m_socket->setParent(this);
    m_socket->setMaxAllowedIncomingFrameSize(options.limits.frameBytesIn);
    m_socket->setMaxAllowedIncomingMessageSize(options.limits.frameBytesIn);
    connect(m_socket, &QWebSocket::textMessageReceived, this, &Connection::onText);
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, [this] {
        close(QWebSocketProtocol::CloseCodeDatatypeNotSupported,
            QStringLiteral("only text messages are served"));
    });
    connect(m_socket, &QWebSocket::bytesWritten, this, &Connection::sendWhatFits);
    connect(m_socket, &QWebSocket::pong, this, [this] { m_pongAwaited = false; });
    connect(m_socket, &QWebSocket::disconnected, this, [this] {
        m_closing = true;
        m_pinger.stop();
        Q_EMIT closed();
        deleteLater();
    });
    connect(&m_pinger, &QTimer::timeout, this, &Connection::ping);
    m_pinger.start(options.limits.pingInterval);
}

Connection::~Connection()
{
    m_socket->disconnect(this);
}

bool Connection::isLoopback() const
{
    return m_socket->peerAddress().isLoopback();
}

QString Connection::clientCertificate() const
{
    const QSslConfiguration tls = m_socket->sslConfiguration();
    const QSslCertificate shown = tls.peerCertificate();
    if (shown.isNull() || tls.peerVerifyMode() != QSslSocket::VerifyPeer) {
        return {};
    }
    QStringList names = shown.subjectInfo(QSslCertificate::CommonName);
    const auto others = shown.subjectAlternativeNames();
    for (const QString& name : others) {
        names.append(name);
    }
    return names.join(QStringLiteral(", "));
}

QString Connection::path() const
{
    return m_socket->requestUrl().path();
}

QString Connection::subProtocol() const
{
    return m_socket->subprotocol();
}

QByteArray Connection::header(const QByteArray& name) const
{
    return m_socket->request().rawHeader(name);
}

void Connection::raiseRate()
{
    m_rate = TokenBucket(m_options.limits.messagesPerSecond, std::chrono::seconds(1));
}

void Connection::onText(const QString& text)
{
    if (m_closing) {
        return;
    }
    const Duration now = m_clock.monotonic();
    if (m_rate.take(now)) {
        m_refusals = 0;
        Q_EMIT received(text.toUtf8());
        return;
    }
    if (++m_refusals > m_options.limits.refusalsBeforeClose) {
        log::warn("gateway.flood", { { "address", m_address.toStdString() } });
        close(QWebSocketProtocol::CloseCodePolicyViolated,
            QStringLiteral("too many messages over the rate"));
        return;
    }
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(m_rate.wait(now));
    Q_EMIT rateExceeded(wait.count());
}

std::size_t Connection::waiting() const
{
    return static_cast<std::size_t>(m_socket->bytesToWrite()) + m_pendingBytes;
}

void Connection::closeIfOverfull()
{
    if (m_closing || waiting() <= m_options.limits.sendQueueBytes) {
        return;
    }
    log::warn("gateway.slow_client",
        { { "address", m_address.toStdString() }, { "waiting", std::to_string(waiting()) } });
    close(protocol::closeTryAgainLater, QStringLiteral("too slow: connect again and list anew"));
}

void Connection::send(const QString& text)
{
    if (m_closing) {
        return;
    }
    m_socket->sendTextMessage(text);
    closeIfOverfull();
}

void Connection::sendChange(const ChangeFrame& change)
{
    if (m_closing) {
        return;
    }
    if (!isSlow() && m_pending.empty()) {
        m_socket->sendTextMessage(change.frame);
        return;
    }
    const Key key { change.stream, change.id };
    if (const auto older = m_pendingByRow.find(key); older != m_pendingByRow.end()) {
        m_pendingBytes -= bytesOf(*older->second);
        m_pending.erase(older->second);
    }
    m_pending.push_back(change);
    m_pendingByRow[key] = std::prev(m_pending.end());
    m_pendingBytes += bytesOf(change);
    closeIfOverfull();
}

bool Connection::isSlow() const
{
    return static_cast<std::size_t>(m_socket->bytesToWrite()) > m_options.limits.sendQueueLow;
}

void Connection::sendParts(const QStringList& parts)
{
    if (!m_closing) {
        m_parts.append(parts);
        sendWhatFits();
    }
}

void Connection::sendWhatFits()
{
    while (!m_closing && !m_pending.empty() && !isSlow()) {
        const ChangeFrame change = std::move(m_pending.front());
        m_pending.pop_front();
        m_pendingByRow.erase({ change.stream, change.id });
        m_pendingBytes -= bytesOf(change);
        m_socket->sendTextMessage(change.frame);
    }
    while (!m_closing && !m_parts.isEmpty() && !isSlow()) {
        m_socket->sendTextMessage(m_parts.takeFirst());
    }
}

void Connection::ping()
{
    if (m_pongAwaited) {
        log::info("gateway.dead_peer", { { "address", m_address.toStdString() } });
        m_socket->abort();
        return;
    }
    m_pongAwaited = true;
    m_socket->ping();
}

void Connection::close(int code, const QString& reason)
{
    if (m_closing) {
        return;
    }
    m_closing = true;
    m_parts.clear();
    m_pending.clear();
    m_pendingByRow.clear();
    m_pendingBytes = 0;
    QTimer::singleShot(m_options.limits.closeGrace, m_socket, [this] { m_socket->abort(); });
    m_socket->close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
}

} // namespace locus::gateway
