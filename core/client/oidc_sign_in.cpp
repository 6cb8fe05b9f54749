// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/oidc_sign_in.h"

#include "core/client/single_call.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrlQuery>

#include <utility>

namespace locus::client {

namespace {

constexpr qint64 longestHead = 16LL * 1024;
constexpr auto requestPatience = std::chrono::seconds(10);
constexpr const char* path = "/locus/signed-in";
constexpr const char* page =
    "<!doctype html><meta charset=utf-8><title>Locus</title><p>Locus: you can close this window.";

void answer(QTcpSocket* socket)
{
    const QByteArray body(page);
    socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
                  "Cache-Control: no-store\r\nConnection: close\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    socket->disconnectFromHost();
}

Error strangeRedirect(const char* what)
{
    return refused("client.oidc_redirect",
        std::string("the browser's answer is none of this sign-in (") + what
            + "); another program may have answered first. Begin again");
}

} // namespace

OidcSignIn::OidcSignIn(QObject* parent)
    : QObject(parent)
{ }

OidcSignIn::~OidcSignIn() = default;

void OidcSignIn::finish(Result<protocol::SignedIn> result)
{
    m_listener.reset();
    ++m_run;
    if (m_done) {
        std::exchange(m_done, {})(std::move(result));
    }
}

void OidcSignIn::start(
    const Endpoint& endpoint, Open open, Done done, std::chrono::milliseconds patience)
{
    const int run = ++m_run;
    m_endpoint = endpoint;
    m_open = std::move(open);
    m_done = std::move(done);
    m_call = std::make_unique<SingleCall>();
    m_listener = std::make_unique<QTcpServer>();
    if (!m_listener->listen(QHostAddress(QHostAddress::LocalHost), 0)) {
        QTimer::singleShot(0, this, [this] {
            finish(retriable("client.no_port", "no port of this machine is free for the answer"));
        });
        return;
    }
    connect(m_listener.get(), &QTcpServer::newConnection, this, &OidcSignIn::onConnection);
    QTimer::singleShot(patience, this, [this, run] {
        if (run == m_run) {
            finish(
                retriable("client.oidc_timeout", "nobody signed in in the browser; begin again"));
        }
    });
    const protocol::OidcBegin begin { "http://127.0.0.1:" + std::to_string(m_listener->serverPort())
        + path };
    m_call->start(m_endpoint, { std::string(protocol::OidcBegin::method), begin.toJson() },
        [this](Result<Bytes> given) {
            auto begun = given.ok() ? protocol::OidcBegun::fromJson(*given)
                                    : Result<protocol::OidcBegun>(std::move(given).error());
            if (begun.ok()) {
                onBegun(*begun);
            } else {
                finish(std::move(begun).error());
            }
        });
}

void OidcSignIn::onBegun(const protocol::OidcBegun& begun)
{
    m_begun = begun;
    m_open(QUrl(QString::fromStdString(begun.url)));
}

// One, whoever it is: from here on nobody else is heard.
void OidcSignIn::onConnection()
{
    QTcpSocket* socket = m_listener->nextPendingConnection();
    m_listener->close();
    socket->setParent(this);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onRequest(socket); });
    QTimer::singleShot(requestPatience, socket, [this, socket] {
        socket->disconnect(this);
        socket->abort();
        finish(strangeRedirect("it says nothing"));
    });
}

void OidcSignIn::onRequest(QTcpSocket* socket)
{
    const QByteArray head = socket->peek(longestHead);
    if (!head.contains("\r\n\r\n") && head.size() < longestHead) {
        return;
    }
    socket->disconnect(this);
    answer(socket);
    socket->setParent(nullptr); // it goes when it is told
    auto message = finishFrom(head);
    if (!message.ok()) {
        finish(std::move(message).error());
        return;
    }
    m_call->start(m_endpoint, { std::string(protocol::OidcFinish::method), message->toJson() },
        [this](Result<Bytes> given) {
            finish(given.ok() ? protocol::SignedIn::fromJson(*given)
                              : Result<protocol::SignedIn>(std::move(given).error()));
        });
}

Result<protocol::OidcFinish> OidcSignIn::finishFrom(const QByteArray& head) const
{
    const QList<QByteArray> words = head.left(head.indexOf("\r\n")).split(' ');
    if (words.size() != 3 || words[0] != "GET") {
        return strangeRedirect("no page is asked for");
    }
    const auto at = words[1].indexOf('?');
    if (at < 0 || words[1].left(at) != path) {
        return strangeRedirect("another address");
    }
    const QUrlQuery query(QString::fromLatin1(words[1].mid(at + 1)));
    const auto value = [&query](const char* name) {
        return query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded).toStdString();
    };
    if (value("state") != m_begun.state || m_begun.state.empty()) {
        return strangeRedirect("another state");
    }
    if (const std::string denied = value("error"); !denied.empty()) {
        return refused(
            "client.oidc_denied", "the identity provider said no: " + denied.substr(0, 64));
    }
    if (value("code").empty()) {
        return strangeRedirect("no code");
    }
    return protocol::OidcFinish { m_begun.flow, value("state"), value("code"), value("iss") };
}

} // namespace locus::client
