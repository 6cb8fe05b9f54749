// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/gateway/gateway_options.h"
#include "core/gateway/reader_thread.h"
#include "core/pipeline/command.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

class QTcpServer;

namespace locus {
class Clock;
class RandomSource;
} // namespace locus
namespace locus::genetics {
class Reference;
}
namespace locus::masking {
class MaskingPolicy;
}
namespace locus::people {
class TokenStore;
}

namespace locus::gateway {

class ChangeFeed;
class HttpRpc;
class RpcTable;
class SystemPort;

// What the gateway stands on; all but `reference` and `readers` must outlive it.
struct GatewayPorts
{
    pipeline::CommandPort& commands;
    people::TokenStore& tokens;
    SystemPort& system;
    const Clock& clock;
    RandomSource& random; // fit for secrets
    MakeReadPorts readers; // called once on each of the two reader threads
    std::shared_ptr<const genetics::Reference> reference {}; // none: no local reference
    std::vector<std::string> serviceAssemblies {}; // that a configured service answers for
    std::uint64_t lastChange = 0; // number of the last change that is committed already
    std::shared_ptr<const masking::MaskingPolicy> masking {}; // none: the one that ships
    Bytes siteKey {}; // of masked values that stay comparable; empty: one for this run
};

// The WebSocket server: /rpc for programs of Locus, /genetics for any client. Thread contract: made
// and used on a thread with a Qt event loop; onChanges() from any thread until this is destroyed.
class Gateway : public QObject
{
    Q_OBJECT

public:
    Gateway(GatewayOptions options, const GatewayPorts& ports, QObject* parent = nullptr);
    ~Gateway() override;

    // Errors: refused "gateway.tls_required", "gateway.bad_certificate"; invalid
    // "gateway.bad_host"; retriable "gateway.port_taken".
    Status listen();
    // Takes nobody new and says goodbye (1001) to all.
    void stop();

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] QString rpcUrl() const; // "ws://127.0.0.1:8765/rpc"
    [[nodiscard]] int connections() const;
    // What is wrong with the certificate as it stands now; nothing: all is well, or there is none.
    [[nodiscard]] std::optional<Error> tlsTrouble() const;

    // For whoever serves HTTP: its connections speak TLS as the gateway's do, by the certificate as
    // it is when they come. Does not listen yet; REQUIRES: this listens, and outlives it.
    [[nodiscard]] std::unique_ptr<QTcpServer> listener();

    // The core loop's ChangeListener.
    void onChanges(const std::vector<pipeline::Change>& changes);

    // POST /rpc and POST /ticket, for whoever serves HTTP.
    [[nodiscard]] HttpRpc& http();
    // For capabilities that bring their own methods and streams; add before listen().
    [[nodiscard]] RpcTable& table();
    [[nodiscard]] ChangeFeed& feed();

private:
    class Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace locus::gateway
