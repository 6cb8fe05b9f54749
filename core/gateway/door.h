// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/gateway/gateway_options.h"
#include "core/gateway/tls_material.h"
#include "core/gateway/token_bucket.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <memory>

class QTcpServer;
class QTcpSocket;
class QWebSocket;
class QWebSocketServer;

namespace locus {
class Clock;
}

namespace locus::gateway {

// Who comes in: listens, counts connections and connects by address, gives handshakes a deadline,
// looks at Origin, speaks TLS. What leaves here is an upgraded WebSocket. The plain
// QWebSocketServer bounds none of these. Thread contract: the gateway's thread.
class Door : public QObject
{
    Q_OBJECT

public:
    Door(const GatewayOptions& options, const Clock& clock, QObject* parent);
    ~Door() override;

    // Errors: refused "gateway.tls_required", "gateway.bad_certificate"; retriable
    // "gateway.port_taken".
    Status open();
    void shut(); // takes nobody new
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QString url() const; // "ws://127.0.0.1:8765"
    // Another one, for other protocols, that speaks TLS as this door does; does not listen yet.
    [[nodiscard]] std::unique_ptr<QTcpServer> listener();
    // What is wrong with the certificate as it stands now; nothing: all is well.
    [[nodiscard]] std::optional<Error> tlsTrouble();

Q_SIGNALS:
    // The receiver takes it; `wire` is what it speaks through and goes with it.
    void entered(QWebSocket* socket, QTcpSocket* wire);

private:
    Status prepareTls();
    void onPending();
    void admit(QTcpSocket* socket);
    void leave(QTcpSocket* socket);
    void letIn(QWebSocket* socket);
    // Empty: let in; else why not.
    QByteArray objection(const QString& address);
    void turnAway(QTcpSocket* socket, const QByteArray& reason);

    const GatewayOptions& m_options;
    const Clock& m_clock;
    TlsMaterial m_tls;
    QTcpServer* m_listener;
    QWebSocketServer* m_upgrader;
    QHash<QTcpSocket*, QString> m_inside; // with their address
    QHash<QString, int> m_perAddress;
    QHash<QString, TokenBucket> m_connectRate;
    QSet<QTcpSocket*> m_handshakes;
};

} // namespace locus::gateway
