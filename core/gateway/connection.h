// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/gateway/change_subscriber.h"
#include "core/gateway/gateway_options.h"
#include "core/gateway/token_bucket.h"
#include "core/gateway/turns.h"

#include <QByteArray>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QTimer>

#include <deque>
#include <list>
#include <map>
#include <string>
#include <utility>

class QTcpSocket;
class QWebSocket;

namespace locus {
class Clock;
}

namespace locus::gateway {

// One WebSocket with everything that bounds it: message rate, its share of the gateway's time, send
// queue with coalescing, liveness.
// Knows nothing of what is said. Deletes itself after the socket has closed. Thread contract: the
// gateway's thread.
class Connection : public QObject, private TurnTaker
{
    Q_OBJECT

public:
    struct Services
    {
        const GatewayOptions& options;
        const Clock& clock;
        Turns& turns;
        std::size_t& waitingOfAll; // octets in the send queues of all connections
    };
    // An upgraded WebSocket, and the socket that it speaks through, which goes with it.
    struct Sockets
    {
        QWebSocket* web;
        QTcpSocket* wire;
    };
    // Takes the sockets.
    Connection(const Sockets& sockets, const Services& services, QObject* parent);
    ~Connection() override;

    // An answer: goes out now, or closes the connection with 1013 if too much is waiting, of it or
    // of all while it is slow.
    void send(BytesView text);
    void send(const QString& text) { send(text.toStdString()); }
    // A change: while the client is slow, a newer one of the same row takes the older one's place.
    void sendChange(const ChangeFrame& change);
    // Large answers: each part goes out when the ones before it have left.
    void sendParts(const QStringList& parts);
    // Says why in a close frame; the socket is dropped if the peer does not follow in time.
    void close(int code, const QString& reason);
    [[nodiscard]] bool isClosing() const { return m_closing; }

    // The rate of a caller who signed in, instead of the anonymous one.
    void raiseRate();

    [[nodiscard]] QString address() const { return m_address; }
    [[nodiscard]] bool isLoopback() const;
    [[nodiscard]] QString path() const;
    // Names in the certificate that the client showed and that was verified; empty: none was asked.
    [[nodiscard]] QString clientCertificate() const;
    [[nodiscard]] QString subProtocol() const;
    [[nodiscard]] QByteArray header(const QByteArray& name) const;

Q_SIGNALS:
    void received(const QByteArray& text);
    void rateExceeded(qint64 retryAfterMs); // messages were dropped; told once a turn
    void closed();

private:
    void write(BytesView text);
    void onText(const QString& text);
    void refuse(Duration wait);
    bool takeTurn() override;
    void joinTurns();
    void finish();
    void sendWhatFits();
    void ping();
    [[nodiscard]] std::size_t waiting() const;
    [[nodiscard]] bool isSlow() const;
    void countWaiting(std::size_t now);
    void closeIfOverfull();

    QWebSocket* m_socket;
    QPointer<QTcpSocket> m_wire; // gone soon after the peer
    const GatewayOptions& m_options;
    const Clock& m_clock;
    QString m_address;
    Turns& m_turns;
    std::size_t& m_waitingOfAll;
    std::size_t m_counted = 0; // our part of it
    TokenBucket m_rate;
    int m_refusals = 0;
    bool m_refusalTold = false; // in this turn
    int m_taken = 0; // messages of this turn
    bool m_hasJoined = false;
    std::deque<QByteArray> m_received; // for later turns
    std::size_t m_receivedBytes = 0;
    using Key = std::pair<std::string, std::string>;
    std::list<ChangeFrame> m_pending; // in order of their numbers
    std::map<Key, std::list<ChangeFrame>::iterator> m_pendingByRow;
    std::size_t m_pendingBytes = 0;
    QStringList m_parts;
    QTimer m_pinger;
    bool m_pongAwaited = false;
    bool m_closing = false;
    bool m_isGone = false; // the peer
    bool m_isFinished = false;
};

} // namespace locus::gateway
