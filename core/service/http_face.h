// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <memory>

class QHttpServer;
class QTcpServer;

namespace locus::gateway {
class HttpRpc;
class SystemPort;
} // namespace locus::gateway

namespace locus::service {

// What programs without a socket and monitoring see: GET /metrics, GET /health/live and
// /health/ready (also under /q), POST /rpc, POST /ticket. Thread contract: the gateway's thread.
class HttpFace
{
public:
    HttpFace(gateway::SystemPort& system, gateway::HttpRpc& rpc);
    ~HttpFace();
    HttpFace(const HttpFace&) = delete;
    HttpFace& operator=(const HttpFace&) = delete;

    struct Address
    {
        QString host;
        quint16 port = 0; // 0: any; else the next free one of twenty is taken
        bool isSecure = false; // for the address that is published
    };
    // `listener`: of the gateway, whose certificate it shows. Errors: invalid "service.bad_host",
    // retriable "service.port_taken".
    Status listen(const Address& address, std::unique_ptr<QTcpServer> listener);
    // "http://127.0.0.1:8766"
    [[nodiscard]] QString url() const { return m_url; }

private:
    gateway::SystemPort& m_system;
    gateway::HttpRpc& m_rpc;
    std::unique_ptr<QHttpServer> m_server;
    QString m_url;
};

} // namespace locus::service
