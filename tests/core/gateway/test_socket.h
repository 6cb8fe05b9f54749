// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWebSocket>

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace locus::test {

// A WebSocket client that keeps what it was told.
class TestSocket
{
public:
    TestSocket();

    // True once the handshake is through.
    bool open(const QString& url, const QString& subProtocol = QStringLiteral("locus.v1"),
        const QByteArray& origin = {}, const QByteArray& authorization = {});
    bool openSession(const QString& url, const std::string& token);
    // Sends a request and waits for its answer: the whole response object.
    nlohmann::json call(const std::string& method, const nlohmann::json& params = nullptr);
    // The same on behalf of somebody else; empty: of nobody.
    nlohmann::json callFor(const std::string& giver, const std::string& method,
        const nlohmann::json& params = nullptr);
    void send(const QString& text) { socket.sendTextMessage(text); }
    // Waits for frame number n (from 0); null if it does not come.
    nlohmann::json frame(int n);
    bool waitForClose();

    // Notifications of a method so far.
    [[nodiscard]] std::vector<nlohmann::json> notifications(const std::string& method) const;

    QWebSocket socket;
    QStringList texts;
    bool closed = false;

private:
    int m_nextId = 1;
    bool m_connected = false;
};

} // namespace locus::test
