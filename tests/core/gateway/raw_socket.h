// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTcpSocket>

namespace locus::test {

// A WebSocket peer by hand, for what a polite client cannot do: read slowly, never answer a ping,
// send frames that are too large, see close codes that Qt does not know.
class RawSocket
{
public:
    // Connects; with `upgrade` also does the handshake.
    bool open(quint16 port, const QByteArray& path = "/rpc", bool upgrade = true,
        const QByteArray& extraHeaders = "Sec-WebSocket-Protocol: locus.v1\r\n");
    void sendText(const QByteArray& text);
    // Waits until the bytes received contain this.
    bool waitFor(const QByteArray& part);
    bool waitForEnd();
    // Code of the close frame at the end of what was received; 0 if there is none.
    int closeCode();
    [[nodiscard]] QByteArray received() const { return m_received; }
    // Stops reading: the peer's data pile up on its side.
    void stopReading();
    void resumeReading();

    QTcpSocket socket;

private:
    QByteArray m_received;
    bool m_reading = true;
};

} // namespace locus::test
