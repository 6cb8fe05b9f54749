// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/oidc_sign_in.h"

#include "core/client/core_client.h"
#include "core/client/single_call.h"
#include "core/people/oidc_token.h"

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
constexpr const char* page = "<!doctype html><meta charset=utf-8><title>Locus</title><p>";

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

void OidcSignIn::finish(Result<Bytes> result)
{
    m_listener.reset();
    ++m_run;
    if (m_done) {
        std::exchange(m_done, {})(std::move(result));
    }
}

void OidcSignIn::cancel()
{
    m_done = {};
    m_listener.reset();
    ++m_run;
}

void OidcSignIn::start(const Endpoint& endpoint, Open open, Done done)
{
    m_call = std::make_unique<SingleCall>();
    const auto call = [this, endpoint](std::string_view method, Bytes params, Answer answer) {
        m_call->start(endpoint, { std::string(method), std::move(params) }, std::move(answer));
    };
    run({ call, protocol::OidcBegin::method, protocol::OidcFinish::method }, std::move(open),
        [done = std::move(done)](Result<Bytes> given) {
            done(given.ok() ? protocol::SignedIn::fromJson(*given)
                            : Result<protocol::SignedIn>(std::move(given).error()));
        });
}

void OidcSignIn::startAgain(CoreClient& core, Open open, DoneAgain done)
{
    const auto call = [this, &core](std::string_view method, Bytes params, Answer answer) {
        core.request({ std::string(method), std::move(params) }, this, std::move(answer));
    };
    run({ call, protocol::OidcBeginAgain::method, protocol::OidcFinishAgain::method },
        std::move(open), [done = std::move(done)](Result<Bytes> given) {
            done(given.ok() ? protocol::SignedInAgain::fromJson(*given)
                            : Result<protocol::SignedInAgain>(std::move(given).error()));
        });
}

void OidcSignIn::run(Way way, Open open, Answer done)
{
    const int run = ++m_run;
    m_way = std::move(way);
    m_open = std::move(open);
    m_done = std::move(done);
    m_listener = std::make_unique<QTcpServer>();
    if (!m_listener->listen(QHostAddress(QHostAddress::LocalHost), 0)) {
        QTimer::singleShot(0, this, [this, run] {
            if (run == m_run) {
                finish(
                    retriable("client.no_port", "no port of this machine is free for the answer"));
            }
        });
        return;
    }
    connect(m_listener.get(), &QTcpServer::newConnection, this, &OidcSignIn::onConnection);
    QTimer::singleShot(m_patience, this, [this, run] {
        if (run == m_run && m_listener->isListening()) {
            finish(
                retriable("client.oidc_timeout", "nobody signed in in the browser; begin again"));
        }
    });
    const protocol::OidcBegin begin { "http://127.0.0.1:" + std::to_string(m_listener->serverPort())
        + path };
    ask(m_way.begin, begin.toJson(), [this](Result<Bytes> given) {
        auto begun = given.ok() ? protocol::OidcBegun::fromJson(*given)
                                : Result<protocol::OidcBegun>(std::move(given).error());
        if (begun.ok()) {
            onBegun(*begun);
        } else {
            finish(std::move(begun).error());
        }
    });
}

void OidcSignIn::ask(std::string_view method, Bytes params, const Answer& answer)
{
    m_way.ask(method, std::move(params), [this, run = m_run, answer](Result<Bytes> given) {
        if (run == m_run) {
            answer(std::move(given));
        }
    });
}

void OidcSignIn::onBegun(const protocol::OidcBegun& begun)
{
    if (!people::isOidcAddress(begun.url)) {
        finish(refused("client.oidc_address",
            "the core names an address that is no https page; it was not opened"));
        return;
    }
    m_begun = begun;
    const Open open = m_open; // it may begin another
    open(QUrl(QString::fromStdString(begun.url)));
}

// One, whoever it is: from here on nobody else is heard.
void OidcSignIn::onConnection()
{
    QTcpSocket* socket = m_listener->nextPendingConnection();
    m_listener->close();
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onRequest(socket); });
    QTimer::singleShot(requestPatience, socket, [this, socket] {
        if (socket->parent() == nullptr) { // it was heard, and never left
            socket->abort();
            return;
        }
        socket->disconnect(this);
        socket->setParent(nullptr);
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
    socket->setParent(nullptr); // it goes when it is told
    answer(socket);
    auto message = finishFrom(head);
    if (!message.ok()) {
        finish(std::move(message).error());
        return;
    }
    Q_EMIT heard();
    ask(m_way.finish, message->toJson(), [this](Result<Bytes> given) { finish(std::move(given)); });
}

void OidcSignIn::answer(QTcpSocket* socket) const
{
    const QByteArray body = page + m_goodbye.toHtmlEscaped().toUtf8();
    socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
                  "Cache-Control: no-store\r\nConnection: close\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    socket->disconnectFromHost();
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
