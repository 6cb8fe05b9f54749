// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/http_face.h"

#include "core/gateway/http_rpc.h"
#include "core/gateway/system_port.h"

#include <algorithm>

#include <QHostAddress>
#include <QHttpServer>
#include <QHttpServerResponder>
#include <QTcpServer>

namespace locus::service {

namespace {

constexpr qsizetype largestBody = 64 * 1024;
constexpr int portsTried = 20;
constexpr int lastPort = 65535;

using Status = QHttpServerResponder::StatusCode;

QByteArray bytesOf(const Bytes& bytes)
{
    return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

// 503 only when something is down: an orchestrator restarts or stops routing on it.
QHttpServerResponse health(gateway::SystemPort& system, bool ready)
{
    protocol::HealthReport report = system.health();
    for (protocol::HealthCheck& check : report.checks) {
        check.by.clear(); // whoever asks here is not known
    }
    const bool serves = !ready || report.status != "down";
    return QHttpServerResponse(QByteArrayLiteral("application/json"), bytesOf(report.toJson()),
        serves ? QHttpServerResponse::StatusCode::Ok
               : QHttpServerResponse::StatusCode::ServiceUnavailable);
}

void tooLarge(QHttpServerResponder& responder)
{
    responder.write(QByteArrayLiteral("{\"error\":\"at most 65536 octets\"}"), "application/json",
        Status::PayloadTooLarge);
}

// Writes the answer when it comes.
std::function<void(const gateway::HttpAnswer&)> answering(QHttpServerResponder&& responder)
{
    return [kept = std::make_shared<QHttpServerResponder>(std::move(responder))](
               const gateway::HttpAnswer& answer) {
        kept->write(bytesOf(answer.body), "application/json", static_cast<Status>(answer.status));
    };
}

} // namespace

HttpFace::HttpFace(gateway::SystemPort& system, gateway::HttpRpc& rpc)
    : m_system(system)
    , m_rpc(rpc)
    , m_server(std::make_unique<QHttpServer>())
{
    for (const char* prefix : { "", "/q" }) {
        const QString base = QString::fromLatin1(prefix);
        m_server->route(QString(base + QStringLiteral("/health/live")),
            QHttpServerRequest::Method::Get,
            [this](const QHttpServerRequest&) { return health(m_system, false); });
        m_server->route(QString(base + QStringLiteral("/health/ready")),
            QHttpServerRequest::Method::Get,
            [this](const QHttpServerRequest&) { return health(m_system, true); });
    }
    m_server->route(QStringLiteral("/metrics"), QHttpServerRequest::Method::Get,
        [this](const QHttpServerRequest&) {
            return QHttpServerResponse(
                QByteArrayLiteral("text/plain; version=0.0.4"), bytesOf(m_system.metricsText()));
        });
    m_server->route(QStringLiteral("/ticket"), QHttpServerRequest::Method::Post,
        [this](const QHttpServerRequest& request) {
            const gateway::HttpAnswer answer =
                m_rpc.ticket(request.value("Authorization").toStdString());
            return QHttpServerResponse(QByteArrayLiteral("application/json"), bytesOf(answer.body),
                static_cast<QHttpServerResponse::StatusCode>(answer.status));
        });
    m_server->route(QStringLiteral("/sign-in"), QHttpServerRequest::Method::Post,
        [this](const QHttpServerRequest& request, QHttpServerResponder&& responder) {
            if (request.body().size() > largestBody) {
                tooLarge(responder);
                return;
            }
            m_rpc.signIn(request.body().toStdString(),
                request.remoteAddress().toString().toStdString(), answering(std::move(responder)));
        });
    m_server->route(QStringLiteral("/rpc"), QHttpServerRequest::Method::Post,
        [this](const QHttpServerRequest& request, QHttpServerResponder&& responder) {
            if (request.body().size() > largestBody) {
                tooLarge(responder);
                return;
            }
            m_rpc.rpc(request.value("Authorization").toStdString(), request.body().toStdString(),
                answering(std::move(responder)));
        });
}

HttpFace::~HttpFace() = default;

locus::Status HttpFace::listen(const Address& address, std::unique_ptr<QTcpServer> listener)
{
    const QHostAddress host(
        address.host == QLatin1String("localhost") ? QStringLiteral("127.0.0.1") : address.host);
    if (host.isNull()) {
        return invalid("service.bad_host",
            address.host.toStdString()
                + " is no address; gateway.http_listen wants one, for example 127.0.0.1:8766");
    }
    const int first = address.port;
    const int last = first == 0 ? 0 : std::min(first + portsTried - 1, lastPort);
    for (int wanted = first; wanted <= last; ++wanted) {
        if (listener->listen(host, static_cast<quint16>(wanted))) {
            const bool isV6 = host.protocol() == QAbstractSocket::IPv6Protocol;
            m_url = QStringLiteral("%1://%2:%3")
                        .arg(address.isSecure ? QStringLiteral("https") : QStringLiteral("http"),
                            isV6 ? QString(u'[' + host.toString() + u']') : host.toString(),
                            QString::number(listener->serverPort()));
            m_server->bind(listener.release());
            return {};
        }
    }
    return retriable("service.port_taken",
        "no free port from " + std::to_string(address.port) + " on at "
            + address.host.toStdString());
}

} // namespace locus::service
