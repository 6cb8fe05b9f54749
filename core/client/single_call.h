// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/client/endpoint.h"
#include "core/protocol/rpc_frame.h"

#include <QObject>

#include <functional>
#include <memory>

class QWebSocket;

namespace locus::client {

// One request on a connection of its own that ends with the answer: for what stands before
// session.open. Thread contract: the thread it lives in.
class SingleCall : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(Result<Bytes>)>;

    explicit SingleCall(QObject* parent = nullptr);
    ~SingleCall() override;

    // Calls `done` once from the event loop; another start() before gives the first one up. Errors:
    // what the core answers; retriable "client.offline", "client.timeout"; those of
    // tlsConfiguration() and tlsError().
    void start(const Endpoint& endpoint, protocol::RpcRequest request, Done done);

private:
    void finish(Result<Bytes> result);

    std::unique_ptr<QWebSocket> m_socket;
    Done m_done;
};

} // namespace locus::client
