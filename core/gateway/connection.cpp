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
#include <QTcpSocket>
#include <QWebSocket>

namespace locus::gateway {

namespace {

constexpr char finalText = '\x81';
constexpr int longestHeader = 10;

std::size_t bytesOf(const ChangeFrame& change)
{
    return static_cast<std::size_t>(change.frame.size()) * 2;
}

} // namespace

Connection::Connection(const Sockets& sockets, const Services& services, QObject* parent)
    : QObject(parent)
    , m_socket(sockets.web)
    , m_wire(sockets.wire)
    , m_options(services.options)
    , m_clock(services.clock)
    , m_address(sockets.web->peerAddress().toString())
    , m_turns(services.turns)
    , m_waitingOfAll(services.waitingOfAll)
    , m_rate(m_options.limits.anonymousPerMinute, std::chrono::minutes(1))
{
    const GatewayOptions& options = m_options;
    m_socket->setParent(this);
    m_socket->setMaxAllowedIncomingFrameSize(options.limits.frameBytesIn);
    m_socket->setMaxAllowedIncomingMessageSize(options.limits.frameBytesIn);
    // An answer is not held back until the peer has acknowledged the one before.
    m_wire->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket, &QWebSocket::textMessageReceived, this, &Connection::onText);
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, [this] {
        close(QWebSocketProtocol::CloseCodeDatatypeNotSupported,
            QStringLiteral("only text messages are served"));
    });
    connect(m_socket, &QWebSocket::bytesWritten, this, &Connection::sendWhatFits);
    connect(m_socket, &QWebSocket::pong, this, [this] { m_pongAwaited = false; });
    connect(m_socket, &QWebSocket::disconnected, this, [this] {
        m_pinger.stop();
        m_isGone = true;
        if (m_closing || m_received.empty()) {
            finish();
        }
    });
    connect(&m_pinger, &QTimer::timeout, this, &Connection::ping);
    m_pinger.start(options.limits.pingInterval);
}

Connection::~Connection()
{
    m_turns.leave(*this);
    countWaiting(0);
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
    if (!m_rate.take(now)) {
        refuse(m_rate.wait(now));
        return;
    }
    m_refusals = 0;
    if (m_taken < m_options.limits.messagesPerTurn && m_received.empty()) {
        if (++m_taken == m_options.limits.messagesPerTurn) {
            joinTurns();
        }
        m_turns.noteOther();
        Q_EMIT received(text.toUtf8());
        return;
    }
    QByteArray later = text.toUtf8();
    const auto size = static_cast<std::size_t>(later.size());
    if (m_receivedBytes + size > m_options.limits.receiveQueueBytes) {
        refuse(m_options.limits.receivePatience);
        return;
    }
    m_receivedBytes += size;
    m_received.push_back(std::move(later));
    joinTurns();
}

void Connection::refuse(Duration wait)
{
    if (++m_refusals > m_options.limits.refusalsBeforeClose) {
        log::warn("gateway.flood", { { "address", m_address.toStdString() } });
        close(QWebSocketProtocol::CloseCodePolicyViolated,
            QStringLiteral("too many messages over the rate"));
        return;
    }
    if (!m_refusalTold) {
        m_refusalTold = true;
        joinTurns();
        Q_EMIT rateExceeded(std::chrono::ceil<std::chrono::milliseconds>(wait).count());
    }
}

void Connection::joinTurns()
{
    if (!m_hasJoined) {
        m_hasJoined = true;
        m_turns.join(*this);
    }
}

bool Connection::takeTurn()
{
    m_refusalTold = false;
    m_taken = 0;
    if (!m_closing && !m_received.empty()) {
        ++m_taken;
        const QByteArray text = std::move(m_received.front());
        m_received.pop_front();
        m_receivedBytes -= static_cast<std::size_t>(text.size());
        Q_EMIT received(text);
    }
    if (m_isGone && m_received.empty()) {
        finish();
    }
    m_hasJoined = !m_closing && m_taken > 0;
    return m_hasJoined;
}

// What came before the peer went is done.
void Connection::finish()
{
    if (!m_isFinished) {
        m_isFinished = true;
        m_closing = true;
        Q_EMIT closed();
        deleteLater();
    }
}

std::size_t Connection::waiting() const
{
    return static_cast<std::size_t>(m_socket->bytesToWrite()) + m_pendingBytes;
}

void Connection::countWaiting(std::size_t now)
{
    m_waitingOfAll += now - m_counted;
    m_counted = now;
}

void Connection::closeIfOverfull()
{
    countWaiting(waiting());
    const bool isShed = m_waitingOfAll > m_options.limits.sendQueueBytesTotal && isSlow();
    if (m_closing || (waiting() <= m_options.limits.sendQueueBytes && !isShed)) {
        return;
    }
    log::warn("gateway.slow_client",
        { { "address", m_address.toStdString() }, { "waiting", std::to_string(waiting()) } });
    close(protocol::closeTryAgainLater, QStringLiteral("too slow: connect again and list anew"));
}

void Connection::send(BytesView text)
{
    closeIfOverfull(); // of all, meanwhile
    if (m_closing) {
        return;
    }
    write(text);
    closeIfOverfull();
}

// One frame (RFC 6455) in one piece: Qt's own way makes UTF-16 of it and two writes of each.
void Connection::write(BytesView text)
{
    if (m_isGone || !m_wire) {
        return;
    }
    constexpr std::size_t short7 = 126; // from here on the length has 2 octets
    constexpr std::size_t short16 = 65'536; // 8 octets
    QByteArray frame;
    frame.reserve(static_cast<qsizetype>(text.size()) + longestHeader);
    frame.append(finalText);
    const int octets = text.size() < short7 ? 0 : text.size() < short16 ? 2 : 8;
    frame.append(octets == 0 ? static_cast<char>(text.size()) : octets == 2 ? '\x7E' : '\x7F');
    for (int at = octets - 1; at >= 0; --at) {
        frame.append(static_cast<char>(text.size() >> (8 * static_cast<unsigned>(at)) & 0xFFU));
    }
    frame.append(text.data(), static_cast<qsizetype>(text.size()));
    if (m_wire->write(frame) == frame.size()) {
        m_wire->flush();
    }
}

void Connection::sendChange(const ChangeFrame& change)
{
    if (m_closing) {
        return;
    }
    if (!isSlow() && m_pending.empty()) {
        write(change.frame.toStdString());
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
        write(change.frame.toStdString());
    }
    while (!m_closing && !m_parts.isEmpty() && !isSlow()) {
        write(m_parts.takeFirst().toStdString());
    }
    countWaiting(waiting());
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
