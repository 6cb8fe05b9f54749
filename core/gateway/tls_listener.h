// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>

namespace locus::gateway {

class TlsMaterial;

// Makes sockets that speak TLS where there is any, by the certificate as it is when they come.
// Thread contract: the gateway's thread.
class TlsListener final : public QTcpServer
{
    Q_OBJECT

public:
    explicit TlsListener(TlsMaterial& tls, QObject* parent = nullptr); // `tls` outlives it

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    TlsMaterial& m_tls;
};

} // namespace locus::gateway
