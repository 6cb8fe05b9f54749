// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/gateway/raw_socket.h"

#include <QTest>

namespace locus::test {

namespace {
constexpr int patience = 5000;
constexpr qint64 smallBuffer = 1024;
} // namespace

bool RawSocket::open(
    quint16 port, const QByteArray& path, bool upgrade, const QByteArray& extraHeaders)
{
    QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [this] {
        if (m_reading) {
            m_received += socket.readAll();
        }
    });
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    const bool connected = QTest::qWaitFor(
        [this] { return socket.state() == QAbstractSocket::ConnectedState; }, patience);
    if (!connected || !upgrade) {
        return connected;
    }
    socket.write("GET " + path
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        + extraHeaders + "\r\n");
    if (!waitFor("\r\n\r\n") || !m_received.startsWith("HTTP/1.1 101")) {
        return false;
    }
    m_received.remove(0, m_received.indexOf("\r\n\r\n") + 4);
    return true;
}

void RawSocket::sendText(const QByteArray& text)
{
    QByteArray frame("\x81", 1);
    const auto size = static_cast<quint64>(text.size());
    if (size < 126) {
        frame += static_cast<char>(0x80U | size);
    } else if (size < 65'536) {
        frame += static_cast<char>(0x80U | 126U);
        frame += static_cast<char>(size >> 8U);
        frame += static_cast<char>(size & 0xFFU);
    } else {
        frame += static_cast<char>(0x80U | 127U);
        for (int shift = 56; shift >= 0; shift -= 8) {
            frame += static_cast<char>((size >> static_cast<unsigned>(shift)) & 0xFFU);
        }
    }
    frame += QByteArray(4, '\0'); // a mask that changes nothing
    socket.write(frame + text);
}

bool RawSocket::waitFor(const QByteArray& part)
{
    return QTest::qWaitFor([&] { return m_received.contains(part); }, patience);
}

bool RawSocket::waitForEnd()
{
    return QTest::qWaitFor(
        [this] {
            m_received += m_reading ? socket.readAll() : QByteArray();
            return socket.state() == QAbstractSocket::UnconnectedState;
        },
        patience);
}

int RawSocket::closeCode()
{
    // Server frames are not masked: walk them.
    for (qsizetype i = 0; i + 2 <= m_received.size();) {
        const auto octet = [this](qsizetype at) {
            return at < m_received.size() ? static_cast<quint8>(m_received[at]) : quint8(0);
        };
        qsizetype size = octet(i + 1) & 0x7F;
        qsizetype head = 2;
        if (size == 126) {
            size = octet(i + 2) << 8 | octet(i + 3);
            head = 4;
        } else if (size == 127) {
            size = 0;
            for (qsizetype k = 0; k < 8; ++k) {
                size = size << 8 | octet(i + 2 + k);
            }
            head = 10;
        }
        if ((octet(i) & 0x0F) == 8) {
            return octet(i + head) << 8 | octet(i + head + 1);
        }
        i += head + size;
    }
    return 0;
}

void RawSocket::stopReading()
{
    m_reading = false;
    socket.setReadBufferSize(smallBuffer);
}

void RawSocket::resumeReading()
{
    m_reading = true;
    socket.setReadBufferSize(0);
    m_received += socket.readAll();
}

} // namespace locus::test
