// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/tls_listener.h"

#include "core/gateway/tls_material.h"

#include <QSslSocket>

namespace locus::gateway {

TlsListener::TlsListener(TlsMaterial& tls, QObject* parent)
    : QTcpServer(parent)
    , m_tls(tls)
{ }

void TlsListener::incomingConnection(qintptr descriptor)
{
    auto* secure = m_tls.refresh() ? new QSslSocket(this) : nullptr;
    QTcpSocket* socket = secure ? secure : new QTcpSocket(this);
    if (!socket->setSocketDescriptor(descriptor)) {
        socket->deleteLater();
        return;
    }
    if (secure) {
        secure->setSslConfiguration(m_tls.current());
        secure->startServerEncryption();
    }
    addPendingConnection(socket);
}

} // namespace locus::gateway
