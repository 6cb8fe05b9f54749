// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/gateway/test_socket.h"

#include "core/protocol/session_messages.h"

#include <QTest>
#include <QWebSocketHandshakeOptions>

namespace locus::test {

using nlohmann::json;

namespace {
constexpr int patience = 5000;
} // namespace

TestSocket::TestSocket()
{
    QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
        [this](const QString& text) { texts.append(text); });
    QObject::connect(&socket, &QWebSocket::connected, &socket, [this] { m_connected = true; });
    QObject::connect(&socket, &QWebSocket::disconnected, &socket, [this] { closed = true; });
}

bool TestSocket::open(const QString& url, const QString& subProtocol, const QByteArray& origin,
    const QByteArray& authorization)
{
    QNetworkRequest request { QUrl(url) };
    if (!origin.isEmpty()) {
        request.setRawHeader("Origin", origin);
    }
    if (!authorization.isEmpty()) {
        request.setRawHeader("Authorization", authorization);
    }
    QWebSocketHandshakeOptions options;
    if (!subProtocol.isEmpty()) {
        options.setSubprotocols({ subProtocol });
    }
    closed = false;
    m_connected = false;
    socket.open(request, options);
    // A server may say why and close before this looks again.
    return QTest::qWaitFor([this] { return m_connected || closed; }, patience) && m_connected;
}

bool TestSocket::openSession(const QString& url, const std::string& token)
{
    return open(url)
        && call("session.open", { { "token", token }, { "client", "test" }, { "version", "1.0" } })
               .contains("result");
}

json TestSocket::call(const std::string& method, const json& params)
{
    return callFor({}, method, params);
}

json TestSocket::callFor(const std::string& giver, const std::string& method, const json& params)
{
    const int id = m_nextId++;
    json request = { { "jsonrpc", "2.0" }, { "id", id }, { "method", method } };
    if (!giver.empty()) {
        request["onBehalfOf"] = giver;
    }
    if (!params.is_null()) {
        request["params"] = params;
    }
    socket.sendTextMessage(QString::fromStdString(request.dump()));
    json answer;
    int looked = 0;
    (void)QTest::qWaitFor(
        [&] {
            for (; looked < texts.size(); ++looked) {
                json frame = json::parse(texts[looked].toStdString());
                if (frame.contains("id") && frame["id"] == id) {
                    answer = std::move(frame);
                    return true;
                }
            }
            return closed;
        },
        patience);
    return answer;
}

json TestSocket::frame(int n)
{
    if (!QTest::qWaitFor([&] { return texts.size() > n; }, patience)) {
        return nullptr;
    }
    return json::parse(texts[n].toStdString());
}

bool TestSocket::waitForClose()
{
    return QTest::qWaitFor([this] { return closed; }, patience);
}

std::vector<json> TestSocket::notifications(const std::string& method) const
{
    std::vector<json> out;
    for (const QString& text : texts) {
        json frame = json::parse(text.toStdString());
        if (frame.value("method", "") == method) {
            out.push_back(frame["params"]);
        }
    }
    return out;
}

} // namespace locus::test
